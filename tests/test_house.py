"""The house's own rules: floors, sizes, names, and that every column is known to a field."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "lianti_desktop"
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
STATEFUL_CALLS = {"instance", "Session", "sessionmaker", "create_engine", "QApplication", "QObject"}
MUTABLE = (ast.List, ast.Set, ast.ListComp, ast.SetComp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BAD_NAME = re.compile(r"(Manager|Helper|Util|Utils)$", re.IGNORECASE)
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|pragma: no cover")
HIDING = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b")
HOME = {
    "Qt lives in ui and app": {"ui", "app"},
    "reportlab lives in printing": {"printing"},
    "Excel and Word live in sheets": {"sheets"},
}


@dataclass(frozen=True)
class Module:
    """One source file, read and parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The dotted name; a package bears the name of its folder."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def is_package(self) -> bool:
        """Whether it is the `__init__.py` of a folder."""
        return self.path.name == "__init__.py"

    def place(self, node: ast.stmt | ast.expr) -> str:
        """Where a reader finds the node."""
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"


def read(path: Path) -> Module:
    """The module at the path."""
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, filename=str(path)))


@cache
def package() -> tuple[Module, ...]:
    """Every module of the application."""
    return tuple(read(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


@cache
def house() -> tuple[Module, ...]:
    """Every module of the application and of its tools."""
    tools = [ROOT / "dev.py", ROOT / "main.py", *sorted((ROOT / "tools").rglob("*.py"))]
    return package() + tuple(read(path) for path in tools)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, FUNCTIONS))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first decorator to the last statement."""
    first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
    return (node.end_lineno or node.lineno) - first + 1


def outer_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run on import: the module's own, inside `if` and `try` too."""
    for statement in body:
        yield statement
        for part in ("body", "orelse", "finalbody"):
            if not isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
                yield from outer_statements(getattr(statement, part, []))


# Floors -----------------------------------------------------------------------------------------


def contracts() -> list[dict[str, object]]:
    """The contracts that import-linter reads."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def floors() -> set[str]:
    """The modules and packages directly inside the application."""
    names = (module.name.split(".") for module in package())
    return {parts[1] for parts in names if len(parts) > 1}


def test_each_floor_imports_only_what_lies_below_it() -> None:
    program = "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("title", HOME)
def test_each_foreign_library_is_kept_out_of_every_floor_but_its_own(title: str) -> None:
    contract = next(entry for entry in contracts() if entry["name"] == title)
    listed = {str(name).split(".")[1] for name in contract["source_modules"]}
    unlisted = floors() - HOME[title] - listed
    assert not unlisted, f"pyproject.toml, contract “{title}”: list {sorted(unlisted)}"
    assert not listed & HOME[title]


# Circles ----------------------------------------------------------------------------------------


def imported_names(module: Module) -> Iterator[str]:
    """Every dotted name the module imports, also for types and inside functions."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = origin(module, node)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def origin(module: Module, node: ast.ImportFrom) -> str:
    """The absolute name after `from`."""
    if not node.level:
        return node.module or ""
    up = node.level - 1 if module.is_package else node.level
    parts = module.name.split(".")
    return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])


def nearest(name: str, known: set[str]) -> str | None:
    """The module that an imported name lies in: the longest known part of it."""
    parts = name.split(".")
    candidates = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((candidate for candidate in candidates if candidate in known), None)


def import_graph(modules: tuple[Module, ...]) -> dict[str, set[str]]:
    """Which modules each module imports."""
    known = {module.name for module in modules}
    graph: dict[str, set[str]] = {name: set() for name in known}
    for module in modules:
        found = {nearest(name, known) for name in imported_names(module)}
        graph[module.name] = {name for name in found if name} - {module.name}
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of modules that import each other; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(import_graph(package())) == []


def test_a_circle_made_only_for_types_is_found() -> None:
    first = Module(ROOT / "a.py", "", ast.parse("if TYPE_CHECKING:\n    from b import B"))
    second = Module(ROOT / "b.py", "", ast.parse("def f():\n    import a"))
    assert set(circle(import_graph((first, second)))) == {"a", "b"}


# Sizes, names, words ----------------------------------------------------------------------------


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{module.place(node)} {node.name}: {length(node)}"
        for module in house()
        for node in functions(module)
        if length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    sizes = {str(module.path.relative_to(ROOT)): module.text.count("\n") for module in house()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [module.name for module in house() if not ast.get_docstring(module.tree)] == []


def test_nothing_is_called_manager_helper_or_util() -> None:
    named = [
        f"{module.place(node)} {node.name}"
        for module in house()
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)) and BAD_NAME.search(node.name)
    ]
    files = [module.name for module in house() if BAD_NAME.search(module.name)]
    assert named + files == []


def test_nothing_is_left_unfinished() -> None:
    own = {Path(__file__).resolve()}
    places = [path for path in (ROOT / "tests").rglob("*.py") if path.resolve() not in own]
    texts = [(module.name, module.text) for module in house()]
    texts += [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in places]
    assert [name for name, text in texts if UNFINISHED.search(text)] == []
    leaves_out = "tests/conftest.py"  # what a machine lacks, with the reason: `needs`
    assert [name for name, text in texts if HIDING.search(text) and name != leaves_out] == []


def test_colours_are_written_in_the_theme_alone() -> None:
    theme = ROOT / PACKAGE / "ui" / "theme.py"
    coloured = [
        f"{module.place(node)} {node.value}"
        for module in package()
        if (ROOT / PACKAGE / "ui") in module.path.parents and module.path != theme
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and COLOUR.fullmatch(node.value)
    ]
    assert coloured == []


# State ------------------------------------------------------------------------------------------


def called(node: ast.expr | None) -> str:
    """The last part of the name a call calls; "" when it is no call."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_state(node: ast.expr | None) -> bool:
    """Whether a value at module level could change behind everyone's back."""
    name = called(node)
    if name in STATEFUL_CALLS or name in {"list", "set", "dict", "defaultdict", "deque"}:
        return True
    is_empty_dict = isinstance(node, ast.Dict) and not node.keys
    return is_empty_dict or isinstance(node, MUTABLE)


def is_named_all(statement: ast.stmt) -> bool:
    """Whether the statement is `__all__ = [...]`."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def test_no_module_keeps_state() -> None:
    kept = [
        module.place(statement)
        for module in house()
        for statement in outer_statements(module.tree.body)
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        and is_state(statement.value)
        and not is_named_all(statement)
    ]
    assert kept == []


def test_nobody_reaches_for_a_global() -> None:
    reaching = [
        module.place(node)
        for module in house()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    made = [
        module.place(node)
        for module in house()
        for node in functions(module)
        if node.name in {"instance", "get_instance"}
    ]
    assert reaching + made == []


# Records ----------------------------------------------------------------------------------------


def test_every_column_is_a_field_or_the_key_of_a_link_or_hidden() -> None:
    record = import_module(f"{PACKAGE}.storage.record")
    kinds = import_module(f"{PACKAGE}.storage.catalogue").KINDS
    unknown = [
        f"{cls.__name__}.{column.name}"
        for cls in kinds
        for column in cls.__table__.columns
        if column.name not in record.HIDDEN_COLUMNS
        and column.name not in {record.column_of(*item) for item in record.fields_of(cls).items()}
    ]
    assert unknown == []


def test_every_field_is_kept_in_a_column() -> None:
    record = import_module(f"{PACKAGE}.storage.record")
    kinds = import_module(f"{PACKAGE}.storage.catalogue").KINDS
    homeless = [
        f"{cls.__name__}.{name}"
        for cls in kinds
        for name, field in record.fields_of(cls).items()
        if record.column_of(name, field) not in cls.__table__.columns
    ]
    assert homeless == []


def test_every_declared_record_is_in_the_catalogue_once() -> None:
    record = import_module(f"{PACKAGE}.storage.record")
    kinds = import_module(f"{PACKAGE}.storage.catalogue").KINDS
    declared = {mapper.class_ for mapper in record.Base.registry.mappers}
    ours = {cls for cls in declared if cls.__module__.startswith(PACKAGE)}
    records = {cls for cls in ours if issubclass(cls, record.Record)}
    assert records == set(kinds)
    assert len(kinds) == len(set(kinds))


# Locks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements/dev.lock", "requirements/npm.lock", "fonts.lock"])
def test_no_lock_names_an_address(name: str) -> None:
    assert "http" not in (ROOT / name).read_text(encoding="utf-8")
