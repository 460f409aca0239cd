"""exchange: founding, joining, packing, taking in, and what is to be decided."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from lianti_desktop.cli import exchange_deciding, exchange_looking
from lianti_desktop.cli.exchange_plain import (
    packed_lines,
    plain_packed,
    refused,
    taken,
    watch_on,
)
from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import Place
from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.store import Store
from lianti_desktop.sync.enclosing import Sending
from lianti_desktop.sync.enrolment import (
    Decision,
    admit,
    ask_to_join,
    begin_again,
    found_exchange,
    retire,
)
from lianti_desktop.sync.incoming import Outcome, Wish, take_in
from lianti_desktop.sync.joining import settle_membership, start_doubts
from lianti_desktop.sync.keys import KeyRing, usual_folder
from lianti_desktop.sync.leaving import leave
from lianti_desktop.sync.outgoing import Address, pack
from lianti_desktop.sync.password_reset import SUFFIX as RESET_SUFFIX
from lianti_desktop.sync.password_reset import make_reset
from lianti_desktop.sync.peers import school_named, schools_to_write_to
from lianti_desktop.sync.receipts import write_receipts
from lianti_desktop.sync.recovery import recover, write_registry
from lianti_desktop.sync.refusal import RefusedError
from lianti_desktop.sync.request import SUFFIX, read_request
from lianti_desktop.sync.tiers import Tier
from lianti_desktop.sync.upgrade import apply_what_is_known_now
from lianti_desktop.sync.witness import renew_when_doubtful

_MEGABYTE = 1024 * 1024
_NOBODY = UUID(int=0)
Verb = Callable[[Place, Namespace, Output], int | None]
_STATES = {
    "applied": "已收",
    "already": "已导入过",
    "parked": "先放着，前面还缺",
    "refused": "没有收",
}


@contextmanager
def _opened(place: Place) -> Iterator[tuple[Store, KeyRing]]:
    """The store and the keys; a copy that cannot be what it was goes on under a new name."""
    ring = KeyRing(usual_folder())
    with place.store() as store:
        renew_when_doubtful(store, ring)
        apply_what_is_known_now(store)
        yield store, ring


def _found(place: Place, asked: Namespace, output: Output) -> None:
    with _opened(place) as (store, ring):
        words = found_exchange(store, ring, asked.words_out)
    lines = ["联盟的交换已建好。总密语写在：", str(asked.words_out), "请打印后锁好，再删掉文件。"]
    output.give({"file": str(asked.words_out), "words": words}, lines)


def _request(place: Place, asked: Namespace, output: Output) -> None:
    ring = KeyRing(usual_folder())
    with place.fresh_store() as store:
        renew_when_doubtful(store, ring)
        if asked.again:
            begin_again(store, ring)
        request = ask_to_join(store, ring, _with_suffix(asked.out))
    result = {"file": str(_with_suffix(asked.out)), "check_words": request.words}
    output.give(result, [f"入盟申请：{result['file']}", f"核对词：{request.words}"])


def _with_suffix(file: Path) -> Path:
    return file if file.suffix else file.with_suffix(SUFFIX)


def _admit(place: Place, asked: Namespace, output: Output) -> None:
    if not asked.file.is_file():
        raise UserError(f"找不到申请文件“{asked.file}”。数据没有变化。请核对文件的位置。")
    request = read_request(asked.file)
    with _opened(place) as (store, ring):
        ruling = (Decision(asked.site, asked.check_words), asked.out)
        admitted = admit(store, ring, request, ruling)
    result = {
        "files": [str(file) for file in admitted.packed.files],
        "check_words": admitted.words,
        "school": str(admitted.school),
        "replica": str(request.replica),
    }
    lines = [f"已受理“{asked.site}”的申请，核对词：{admitted.words}", *result["files"]]
    output.give(result, lines)


def _recover(place: Place, asked: Namespace, output: Output) -> None:
    if not asked.words_file.is_file():
        raise UserError(f"找不到“{asked.words_file}”。数据没有变化。请核对文件的位置。")
    words = asked.words_file.read_text(encoding="utf-8")
    ring = KeyRing(usual_folder())
    with place.fresh_store() as store:
        renew_when_doubtful(store, ring)
        done = recover(store, ring, words, asked.registry)
    result = {"replica": str(done.replica), "epoch": done.epoch, "members": done.members}
    lines = [
        f"本机已掌管联盟名册（{done.members} 台电脑）。请给各校做包，再停用坏了的那台电脑。",
        "写着总密语的文件请删掉，纸锁回保险柜。",
    ]
    output.give(result, lines)


def _registry(place: Place, asked: Namespace, output: Output) -> None:
    with _opened(place) as (store, _ring):
        written = write_registry(store, asked.out)
    output.give(
        {"file": str(asked.out), "epoch": written.epoch, "members": len(written.certificates)},
        [f"联盟名册：{asked.out}"],
    )


def _retire(place: Place, asked: Namespace, output: Output) -> None:
    replica = _replica_named(asked.replica)
    with _opened(place) as (store, ring):
        retire(store, ring, replica)
    output.give({"replica": str(replica)}, ["这台电脑已停用，名册会随下一个包送到各校"])


def _replica_named(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError("电脑的编号写得不对。数据没有变化。用 exchange peers 可以看到。") from error


def _reset(place: Place, asked: Namespace, output: Output) -> None:
    aim = (_replica_named(asked.replica), asked.operator)
    file = asked.out if asked.out.suffix else asked.out.with_suffix(RESET_SUFFIX)
    with _opened(place) as (store, ring):
        made = make_reset(store, ring, aim, file)
    value = {"file": str(file), "replica": str(made.replica), "operator": made.operator}
    output.give(value, [f"重置密码的文件：{file}", "只能在那台电脑上用一次。"])


def _pack(place: Place, asked: Namespace, output: Output) -> None:
    budget = None if asked.budget is None else asked.budget * _MEGABYTE
    sending = Sending(Tier(asked.photos) if asked.photos else None, budget)
    _write(place, asked, output, Address(_NOBODY, sending=sending, watch=watch_on(output)))


def _receipt(place: Place, asked: Namespace, output: Output) -> None:
    wants = Tier(asked.photos) if asked.photos else None
    _write(place, asked, output, Address(_NOBODY, is_receipt=True, wants=wants))


def _write(place: Place, asked: Namespace, output: Output, address: Address) -> None:
    with _opened(place) as (store, ring):
        with store.read() as session:
            everybody = schools_to_write_to(session)
            aims = everybody if asked.to == "all" else [school_named(session, asked.to)]
        made = [pack(store, ring, replace(address, school=school), asked.out) for school in aims]
    output.give(plain_packed(made), packed_lines(made))


def _apply(place: Place, asked: Namespace, output: Output) -> int:
    ring = KeyRing(usual_folder())
    wish = Wish(asked.dry_run, asked.yes_mass_change, watch_on(output), asked.from_retired)
    with place.fresh_store() as store:
        renew_when_doubtful(store, ring)
        outcomes: list[Outcome] = []
        results = [_take(store, ring, (file, wish), outcomes) for file in asked.files]
        made = []
        if asked.receipt is not None and not wish.is_trial:
            made = write_receipts(store, ring, outcomes, asked.receipt)
    receipts = [str(file) for one in made for file in one.files]
    lines = (f"{_STATES[str(one['state'])]}  {one['file']}  {one['message']}" for one in results)
    doubts = (f"注意  {doubt}" for one in results for doubt in one.get("warnings", ()))
    told = [*lines, *doubts, *(f"回执  {file}" for file in receipts)]
    output.give({"packages": results, "receipts": receipts}, told)
    return 1 if any(one["state"] == "refused" for one in results) else 0


def _take(
    store: Store, ring: KeyRing, asked: tuple[Path, Wish], outcomes: list[Outcome]
) -> dict[str, Any]:
    """One package; a refusal is a result like any other."""
    file, wish = asked
    try:
        outcome = take_in(store, ring, _existing(file), wish)
        joined = not wish.is_trial and settle_membership(store, ring)
    except RefusedError as refusal:
        return refused(file, refusal.reason.value, refusal.sentence)
    except UserError as error:
        return refused(file, "error", error.sentence)
    outcomes.append(outcome)
    doubts = start_doubts(store, outcome.manifest) if joined and outcome.manifest else []
    return {**taken(file, outcome), "warnings": doubts}


def _leave(place: Place, _asked: Namespace, output: Output) -> None:
    with _opened(place) as (store, _ring):
        saved = leave(store)
    output.give(
        {"state": "left", "backup": str(saved)},
        ["已退出联盟，回到第一次设置以前。请告诉中心校停用这台电脑，再重新做入盟申请。"],
    )


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise UserError(f"找不到“{file}”。本机的数据没有变化。请核对U盘和文件名。")
    return file


VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "found": _found,
        "request": _request,
        "admit": _admit,
        "retire": _retire,
        "reset": _reset,
        "recover": _recover,
        "leave": _leave,
        "registry": _registry,
        "pack": _pack,
        "receipt": _receipt,
        "apply": _apply,
        **exchange_looking.VERBS,
        **exchange_deciding.VERBS,
    }
)
