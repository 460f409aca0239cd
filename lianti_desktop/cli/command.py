"""The entry: reads the command, does it, and turns what went wrong into one sentence."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lianti_desktop.cli.output import Output, speak_utf8, tell
from lianti_desktop.cli.parser import Parser, command_parser
from lianti_desktop.cli.place import Place, Screenshots
from lianti_desktop.domain.errors import UserError
from lianti_desktop.paths import DataPaths, default_data_folder, program_paths
from lianti_desktop.settings import load_settings

DONE, REFUSED = 0, 1


@dataclass(frozen=True)
class _General:
    """What may stand anywhere in a command line."""

    rest: tuple[str, ...]
    is_json: bool = False
    data: str = ""


def main(argv: Sequence[str] | None = None, screenshots: Screenshots | None = None) -> int:
    """Does one command; returns 0 when done, 1 when refused; a miswritten one exits with 2."""
    speak_utf8()
    try:
        return _do(argv, screenshots)
    finally:
        for stream in (sys.stdout, sys.stderr):
            tell(stream, "")


def _do(argv: Sequence[str] | None, screenshots: Screenshots | None) -> int:
    parser = command_parser()
    general = _general(sys.argv[1:] if argv is None else argv, parser)
    asked = parser.parse_args(general.rest)
    output = Output(general.is_json, sys.stdout, sys.stderr)
    place = Place(DataPaths(_data_folder(general.data)), screenshots)
    try:
        code = asked.verb(place, asked, output)
    except UserError as refusal:
        output.note(refusal.sentence)
        return REFUSED
    except KeyboardInterrupt:
        output.note("已经停下。没有做完的这一步没有存上，以前存的都在。需要时再做一次。")
        return REFUSED
    except Exception:
        output.note("程序出了错，这一步没有存上。以前存的都在。请把下面的内容交给维护软件的人。")
        raise
    return DONE if code is None else int(code)


def _general(argv: Sequence[str], parser: Parser) -> _General:
    """Takes --json and --data out, wherever they stand."""
    rest: list[str] = []
    data = ""
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name == "--data":
            data = value if equals else next(words, "")
            if not data:
                parser.error("--data")
        elif word != "--json":
            rest.append(word)
    return _General(tuple(rest), "--json" in argv, data)


def _data_folder(asked: str) -> Path:
    """The folder asked for, else the one of the settings, else the usual one."""
    kept = asked or load_settings(program_paths().settings).data_folder
    return Path(kept) if kept else default_data_folder()
