"""How a kind of record is declared: one class, one line a field, everything else follows.

`column(field)` and `link(label)` put the field into the column; `fields_of` reads them back in the
order of declaration. The form, the list, the search text, the sheet and the paper follow the
fields; the log follows the columns (`logged_columns`).

Business columns are never NOT NULL, never UNIQUE and carry no foreign key constraint: a record
that arrives from another school before its parent must still be stored (exchange.md §3).
"""

import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, singledispatch
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
)
from sqlalchemy import Text as LongString
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    Session,
    mapped_column,
    object_session,
)
from sqlalchemy.orm.exc import DetachedInstanceError
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeDecorator, TypeEngine

from lianti_desktop.domain import fields
from lianti_desktop.domain.ids import new_id
from lianti_desktop.domain.words import Word


class Scope(StrEnum):
    """Who may read a column outside the school that owns the record (exchange.md §8)."""

    ALLIANCE = "alliance"
    CORE = "core"
    OWN = "own"


class Writer(StrEnum):
    """Who writes a kind of record (model.md, B.3)."""

    OWNER = "owner"
    CORE = "core"


@dataclass(frozen=True)
class Section:
    """A heading in the form and the names of the fields below it."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """What a kind of record is called and how it is shown.

    `made` are the fields that the program fills; people read them only.
    """

    name: str
    sections: tuple[Section, ...] = ()
    title: tuple[str, ...] = ("title",)
    listed: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    parent: str | None = None
    writer: Writer = Writer.OWNER
    unique: tuple[str, ...] = ()
    newest_first: str | None = None
    measure: str = "条"
    is_searched: bool = True


class WordType(TypeDecorator[Word]):
    """Stores a word by its identifier; an identifier of a later version stays a plain string."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """The identifier."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """The word, or the string that this version does not know."""
        if value is None:
            return None
        try:
            return self.words(value)
        except ValueError:
            return value


class Base(DeclarativeBase):
    """Root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: LongString(),
        int: Integer(),
        float: Float(),
        bool: Boolean(),
        date: Date(),
        UUID: Uuid(),
        bytes: LargeBinary(),
        list[str]: JSON(none_as_null=True),
        list[list[str]]: JSON(none_as_null=True),
    }


@singledispatch
def _column_type(field: fields.Field) -> TypeEngine[Any] | None:
    """The SQL type where the annotation does not tell it."""
    return None


@_column_type.register
def _(field: fields.Choice) -> TypeEngine[Any] | None:
    return WordType(field.words)


def column(
    field: fields.Field,
    *,
    scope: Scope = Scope.ALLIANCE,
    sensitive: bool = False,
    index: bool = False,
) -> MappedColumn[Any]:
    """A column that is a field. Scoped and sensitive values enter the log as commitments."""
    info = {"field": field, "scope": scope, "sensitive": sensitive or scope is not Scope.ALLIANCE}
    sql_type = _column_type(field)
    positional = () if sql_type is None else (sql_type,)
    return mapped_column(*positional, nullable=True, index=index, info=info)


def key(*, index: bool = False) -> MappedColumn[Any]:
    """The id column of a link; named `<link>_id`."""
    return mapped_column(Uuid(), nullable=True, index=index, info={"scope": Scope.ALLIANCE})


def _local(sql_type: TypeEngine[Any], *, index: bool = False) -> MappedColumn[Any]:
    """A column that the log keeps for itself and never carries."""
    return mapped_column(sql_type, nullable=True, index=index, info={"local": True})


@dataclass(frozen=True)
class _LinkDeclaration:
    """What `link` leaves in the class body until the class is complete."""

    label: str
    options: Mapping[str, Any]


def link(label: str, *, required: bool = False, hint: str = "") -> Any:
    """Another record, read as the record, written through the column `<name>_id`."""
    return _LinkDeclaration(label, {"required": required, "hint": hint})


def table_name_of(class_name: str) -> str:
    """ClassGroup -> class_group."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


class Record(Base):
    """A row that people wrote: an id, an owner, and a place in the recycle bin."""

    __abstract__ = True
    __kind__: ClassVar[Kind]
    __fields__: ClassVar[Mapping[str, fields.Field]] = {}

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    owner_id: Mapped[UUID | None] = key(index=True)
    deleted: Mapped[bool] = mapped_column(Boolean(), default=False, index=True)
    emptied: Mapped[bool] = mapped_column(Boolean(), default=False)
    sample: Mapped[bool] = mapped_column(Boolean(), default=False)
    stamps: Mapped[str | None] = _local(LongString())
    digest: Mapped[bytes | None] = _local(LargeBinary())
    lamport: Mapped[int | None] = _local(BigInteger(), index=True)

    def __init_subclass__(cls, **options: Any) -> None:
        if "__tablename__" in cls.__dict__:
            cls.__fields__ = dict(_declared_fields(cls))
        super().__init_subclass__(**options)

    def derive(self, session: Session) -> None:
        """Fill what follows from other fields; called before each save."""


HIDDEN_COLUMNS: Final = frozenset(
    {
        *("id", "owner_id", "deleted", "emptied", "sample", "stamps", "digest", "lamport"),
        *("first_id", "second_id"),
    }
)


def _declared_fields(cls: type[Record]) -> typing.Iterator[tuple[str, fields.Field]]:
    """Collects the fields and makes each link readable; the mapper sees only its key."""
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, _LinkDeclaration):
            target = _target_of(cls.__annotations__.pop(name))
            setattr(cls, name, _Linked(f"{name}_id", target))
            yield name, fields.Link(value.label, kind=table_name_of(target), **value.options)
        elif isinstance(value, MappedColumn) and "field" in value.column.info:
            yield name, value.column.info["field"]


class _Linked:
    """Reads the record whose id stands in the key, from the session of the one that links to it.

    A relationship of the mapper would do the same; seventy of them cost every start a twentieth.
    """

    def __init__(self, key_name: str, target: str) -> None:
        self._key = key_name
        self._target = target

    def __get__(self, record: Record | None, owner: type[Record]) -> Any:
        if record is None:
            raise AttributeError(f"queries compare {owner.__name__}.{self._key}, the column")
        row = getattr(record, self._key)
        if row is None:
            return None
        session = object_session(record)
        if session is None:
            raise DetachedInstanceError(f"{owner.__name__}.{self._key} is read outside a session")
        return session.get(self._kind, row)

    @cached_property
    def _kind(self) -> type[Record]:
        return next(kind for kind in Record.__subclasses__() if kind.__name__ == self._target)


def _target_of(annotation: Any) -> str:
    """The class name inside Mapped[X | None]."""
    inner = typing.get_args(annotation)[0]
    if isinstance(inner, typing.ForwardRef):
        return inner.__forward_arg__.split("|")[0].strip()
    return str(next(part for part in typing.get_args(inner) if part is not type(None)).__name__)


def fields_of(cls: type[Record]) -> Mapping[str, fields.Field]:
    """The fields of a kind by name, in the order of declaration."""
    return cls.__fields__


def column_of(name: str, field: fields.Field) -> str:
    """The name of the column that keeps a field: a link is kept in its key."""
    return f"{name}_id" if isinstance(field, fields.Link) else name


def columns_of(cls: type[Record]) -> tuple[Column[Any], ...]:
    """All columns of a kind's table."""
    return tuple(typing.cast("Table", cls.__table__).columns)


def logged_columns(cls: type[Record]) -> tuple[Column[Any], ...]:
    """The columns whose values travel in the log, without the id."""
    return tuple(
        column
        for column in columns_of(cls)
        if not column.primary_key and not column.info.get("local")
    )


def default_of(column: Column[Any]) -> Any:
    """What a cell holds to which nothing was written."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def table_of(cls: type[Record]) -> str:
    """The name by which the log, the command line and packages know the kind."""
    return str(cls.__tablename__)


def title_of(record: Record | None) -> str:
    """What a record is called in one line; "" for none."""
    if record is None:
        return ""
    return title_from(type(record), lambda name: getattr(record, name))


def title_from(cls: type[Record], value: Callable[[str], Any]) -> str:
    """The title made of the kind's title fields, the empty ones left out."""
    parts = (shown(fields_of(cls)[name], value(name)) for name in cls.__kind__.title)
    return " ".join(part for part in parts if part) or f"未命名{cls.__kind__.name}"


def shown(field: fields.Field, value: Any) -> str:
    """A value as people read it; a linked record by its title."""
    return title_of(value) if isinstance(value, Record) else field.format(value)
