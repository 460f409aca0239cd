"""`python -m benchmarks [CLAIM…]`: measures the claims named, or all; 1 when a goal is missed."""

import sys
from importlib import import_module

from benchmarks.measure import report, say

CLAIMS = (
    *("start", "memory", "saving", "searching", "picking", "scrolling", "photos"),
    *("exchange", "printing"),
)


def main(names: list[str]) -> int:
    """Measures one claim after the other, so that none disturbs another."""
    unknown = [name for name in names if name not in CLAIMS]
    if unknown:
        say(f"没有这一项：{'、'.join(unknown)}。可以写：{'、'.join(CLAIMS)}。")
        return 2
    kept = [_measured(name) for name in names or CLAIMS]
    return 0 if all(kept) else 1


def _measured(name: str) -> bool:
    claim = import_module(f"benchmarks.{name}")
    return report(claim.TITLE, claim.measure())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
