"""What leaves the house must say what it said when somebody last looked at it: golden files."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
RENEW = "LIANTI_RENEW_GOLDEN"


def agree(name: str, text: str) -> None:
    """Compares with tests/golden/NAME.txt; with LIANTI_RENEW_GOLDEN=1 writes it anew to be read."""
    golden = FOLDER / f"{name}.txt"
    if os.environ.get(RENEW):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
