"""Bytes from outside against everything that parses them: `python dev.py fuzz [seconds]`.

`targets` names the parsers and knows which answer is allowed; `seeds` makes the first inputs from
real packages; `__main__` runs atheris. What was found worth keeping lies in `tests/sync/corpus` and
is replayed by `tests/sync/test_fuzz.py`.
"""
