"""Packages of each release, kept for every later version to read: `tests/golden/packages/RELEASE`.

A folder holds the packages in the order in which the PC they are for took them in, its request to
join, its keys (an invented alliance; they open nothing else), and `expected.json`: what each did,
the digests of all tables after it, and the rows that it changed. `making` writes such a folder and
is run once for a new release, never to make a test pass; `reading` plays one to today's program.
"""
