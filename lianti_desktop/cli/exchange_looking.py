"""exchange: looking into packages, at peers, gaps and imports, and taking an import back."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.domain.errors import UserError
from lianti_desktop.sync.imports import imports, take_back_import
from lianti_desktop.sync.incoming import missing
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.sync.peers import peers, school_names
from lianti_desktop.sync.stick import Found, look_into, scan

_FOUND_STATES = {"new": "可以收", "imported": "已导入过", "request": "入盟申请"}


def _inspect(place: Place, asked: Namespace, output: Output) -> int:
    if not asked.file.is_file():
        raise UserError(f"找不到“{asked.file}”。本机的数据没有变化。请核对U盘和文件名。")
    with place.store() as store:
        found = look_into(store, KeyRing(usual_folder()), asked.file)
    output.give(_plain(found), [_line(found)])
    return 0 if found.manifest else 1


def _scan(place: Place, asked: Namespace, output: Output) -> None:
    if not asked.folder.is_dir():
        raise UserError(f"找不到“{asked.folder}”。本机的数据没有变化。请插好U盘再试。")
    with place.store() as store:
        found = scan(store, KeyRing(usual_folder()), asked.folder)
    output.give([_plain(one) for one in found], map(_line, found))


def _plain(found: Found) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "file": str(found.file),
        "state": found.state,
        "message": found.message,
    }
    if found.manifest is not None:
        plain |= {
            "from": found.manifest.sender.name,
            "replica": str(found.manifest.sender.replica),
            "number": found.manifest.number,
            "commits": found.manifest.commits,
            "ranges": [
                {"replica": str(run.replica), "first": run.first, "last": run.last}
                for run in found.manifest.ranges
            ],
        }
    return plain


def _line(found: Found) -> str:
    words = _FOUND_STATES.get(found.state, found.message)
    if found.manifest is None:
        return f"{found.file}  {words}"
    manifest = found.manifest
    about = f"{manifest.sender.name} 第 {manifest.number} 号 {manifest.commits} 次操作"
    return f"{found.file}  {about}  {words}"


def _peers(place: Place, _asked: Namespace, output: Output) -> None:
    with place.store() as store, store.read() as session:
        lines = peers(session)
    plain = [
        {
            "name": line.name,
            "replica": str(line.replica),
            "school": str(line.school),
            "role": line.role.value,
            "us": line.is_us,
            "retired": line.is_retired,
            "lacking": line.lacking,
            "packed": line.packed,
            "heard": line.heard,
        }
        for line in lines
    ]
    output.give(
        plain,
        (
            f"{line.name}  {'本机' if line.is_us else f'还有 {line.lacking} 次操作没有送达'}"
            f"{'（已停用）' if line.is_retired else ''}  {line.replica}"
            for line in lines
        ),
    )


def _parked(place: Place, _asked: Namespace, output: Output) -> None:
    with place.store() as store, store.read() as session:
        names, found = school_names(session), missing(session)
    plain = [
        {
            "site": names.get(gap.replica, ""),
            "replica": str(gap.replica),
            "first": gap.first,
            "last": gap.last,
        }
        for gap in found
    ]
    lines = (f"缺少 {one['site']} 第{one['first']}–{one['last']}条" for one in plain)
    output.give(plain, lines)


def _imports(place: Place, _asked: Namespace, output: Output) -> None:
    with place.store() as store, store.read() as session:
        found, names = imports(session), school_names(session)
    plain = [
        {
            "id": one.id,
            "from": names.get(one.sender, ""),
            "number": one.number,
            "file": one.file_name,
            "imported_at": one.imported_at,
            "commits": one.commits,
            "counts": one.counts,
        }
        for one in found
    ]
    lines = (
        f"{one['id']}  {one['imported_at']}  {one['from']} 第 {one['number']} 号  "
        f"{one['commits']} 次操作"
        for one in plain
    )
    output.give(plain, lines)


def _undo(place: Place, asked: Namespace, output: Output) -> None:
    with place.store() as store:
        done = take_back_import(store, asked.number, AUTHOR)
    output.give({"import": asked.number, "records": done}, [f"已撤回，放回原样 {done} 条记录"])


VERBS: Mapping[str, Callable[[Place, Namespace, Output], int | None]] = MappingProxyType(
    {
        "inspect": _inspect,
        "scan": _scan,
        "peers": _peers,
        "parked": _parked,
        "imports": _imports,
        "undo": _undo,
    }
)
