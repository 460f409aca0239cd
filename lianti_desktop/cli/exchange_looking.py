"""exchange: looking into packages, at peers, gaps and imports, and taking an import back."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lianti_desktop.cli.exchange_plain import found_line, names_here, plain_found, watch_on
from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.domain.errors import UserError
from lianti_desktop.sync.imports import imports, take_back_import, weigh_take_back
from lianti_desktop.sync.incoming import missing
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.sync.mailbag import deliver, letters, take_along
from lianti_desktop.sync.peers import peers, school_names
from lianti_desktop.sync.stick import look_into, scan


def _inspect(place: Place, asked: Namespace, output: Output) -> int:
    if not asked.file.is_file():
        raise UserError(f"找不到“{asked.file}”。本机的数据没有变化。请核对U盘和文件名。")
    with place.store() as store:
        found = look_into(store, KeyRing(usual_folder()), asked.file, watch_on(output))
        names = names_here(store)
    output.give(plain_found(found, names), [found_line(found, names)])
    return 0 if found.manifest else 1


def _scan(place: Place, asked: Namespace, output: Output) -> None:
    if not asked.folder.is_dir():
        raise UserError(f"找不到“{asked.folder}”。本机的数据没有变化。请插好U盘再试。")
    with place.store() as store:
        found = scan(store, KeyRing(usual_folder()), asked.folder, watch_on(output))
        names = names_here(store)
        carried = take_along(store, found, watch_on(output)) if asked.carry else []
    lines = [found_line(one, names) for one in found]
    lines += [f"已带上  {name}" for name in carried]
    output.give([plain_found(one, names) for one in found], lines)


def _mailbag(place: Place, asked: Namespace, output: Output) -> None:
    with place.store() as store:
        written = deliver(store, asked.out, asked.to) if asked.out else []
        with store.read() as session:
            carried = letters(session, asked.to)
    plain = [
        {
            "from": one.sender,
            "to": one.recipient,
            "number": one.number,
            "bytes": one.size,
            "file": one.file_name,
            "taken_at": one.taken_at,
        }
        for one in carried
    ]
    lines = [
        f"{one.sender} → {one.recipient}  第 {one.number} 号  {one.size} 字节" for one in carried
    ]
    lines += [f"已写到  {file}" for file in written]
    output.give({"letters": plain, "files": [str(file) for file in written]}, lines)


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
        with store.read() as session:
            stays = weigh_take_back(session, asked.number).stays
        done = take_back_import(store, asked.number, AUTHOR)
    output.give(
        {"import": asked.number, "records": done, "kept": stays},
        [f"已撤回，放回原样 {done} 条记录", *(f"留着没动  {title}" for title in stays)],
    )


VERBS: Mapping[str, Callable[[Place, Namespace, Output], int | None]] = MappingProxyType(
    {
        "inspect": _inspect,
        "scan": _scan,
        "mailbag": _mailbag,
        "peers": _peers,
        "parked": _parked,
        "imports": _imports,
        "undo": _undo,
    }
)
