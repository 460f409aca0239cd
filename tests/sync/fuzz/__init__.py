"""Bytes from outside against everything that parses them: `python dev.py fuzz [seconds] [--keep]`.

`targets` names the parsers and knows which answer is allowed; `seeds` makes the first inputs from
real packages; `searching` runs atheris, which sees how far each input gets; `mutating` changes them
so that they stay canonical; `keeping` picks the few that together get everywhere; `__main__` ties
all together. What was kept lies in `tests/sync/corpus`; `tests/sync/test_fuzz.py` replays it.
"""
