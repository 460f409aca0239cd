"""Random histories of an alliance on real files, judged by an oracle that shares no code with them.

`world` drives the program's public functions; `oracle` keeps a model of its own of every write;
`history` makes step lists from seeds, runs them and shrinks those that fail; `planted` holds
mistakes put in on purpose. `python dev.py simulate` runs many, `tests/sync/test_simulator.py` some.
"""
