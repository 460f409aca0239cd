"""The search itself, a process of its own as atheris ends it: FOLDER and libFuzzer options."""

import sys

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["lianti_desktop.sync", "lianti_desktop.storage.log"]):
    from tests.sync.fuzz.mutating import mutated
    from tests.sync.fuzz.targets import try_one


def check(data: bytes) -> None:
    """Whatever is not a refusal comes out of here and ends the search."""
    try_one(data)


def change(data: bytes, most: int, seed: int) -> bytes:
    """The next input, made from another."""
    return mutated(data, most, seed, atheris.Mutate)


if __name__ == "__main__":
    atheris.Setup(["fuzz", *sys.argv[1:]], check, custom_mutator=change)
    atheris.Fuzz()
