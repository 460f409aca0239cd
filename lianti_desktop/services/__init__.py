"""Use cases that touch several kinds of record, one verb and one function each."""
