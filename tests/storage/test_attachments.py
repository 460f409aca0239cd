"""Files kept once under their SHA-256."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from lianti_desktop.domain.errors import UserError
from lianti_desktop.storage.attachments import RESERVE_BYTES, AttachmentStore, digest_of

TEXT = "示例附件".encode()
DIGEST = hashlib.sha256(TEXT).hexdigest()


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "attachments")


def test_bytes_lie_under_their_sha_256(store: AttachmentStore, tmp_path: Path) -> None:
    assert not store.has(DIGEST)
    assert store.put_bytes(TEXT) == DIGEST
    assert store.has(DIGEST)
    assert store.path(DIGEST) == tmp_path / "attachments" / DIGEST[:2] / DIGEST
    assert store.path(DIGEST).read_bytes() == TEXT


def test_a_file_is_copied_and_left_as_it_was(store: AttachmentStore, tmp_path: Path) -> None:
    source = tmp_path / "会议记录.docx"
    source.write_bytes(TEXT * 400_000)
    os.utime(source, ns=(1, 2))
    digest = store.put_file(source)
    assert digest == digest_of(source) == digest_of(TEXT * 400_000)
    assert store.check(digest)
    assert source.stat().st_mtime_ns == 2


def test_the_same_content_is_kept_once(store: AttachmentStore, tmp_path: Path) -> None:
    store.put_bytes(TEXT)
    store.put_bytes(TEXT)
    assert len(files_under(tmp_path)) == 1
    assert list(store.digests()) == [DIGEST]


def test_a_damaged_file_is_noticed_and_mended_by_putting_it_again(store: AttachmentStore) -> None:
    store.put_bytes(TEXT)
    store.path(DIGEST).write_bytes(b"damaged")
    assert store.has(DIGEST)
    assert not store.check(DIGEST)
    store.put_bytes(TEXT)
    assert store.check(DIGEST)


def test_a_file_that_is_not_there_does_not_check(store: AttachmentStore) -> None:
    assert not store.check(DIGEST)


def test_all_digests_come_in_order_and_strangers_are_passed_over(store: AttachmentStore) -> None:
    kept = {store.put_bytes(bytes([n])) for n in range(40)}
    (store.path(DIGEST).parent).mkdir(exist_ok=True)
    (store.path(DIGEST).parent / "Thumbs.db").write_bytes(b"stranger")
    assert list(store.digests()) == sorted(kept)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1]])
def test_what_is_no_sha_256_names_no_file(store: AttachmentStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(name)


def test_a_missing_file_is_told_by_name(store: AttachmentStore, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"读不到文件「没了.docx」；以前的资料都完好；"):
        store.put_file(tmp_path / "没了.docx")


def test_too_little_free_space_is_told_before_anything_is_written(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path, free=lambda _: RESERVE_BYTES + len(TEXT) - 1)
    with pytest.raises(UserError, match=r"磁盘空间不够.*都完好.*请清理磁盘"):
        store.put_bytes(TEXT)
    assert files_under(tmp_path) == []
    assert AttachmentStore(tmp_path, free=lambda _: RESERVE_BYTES + len(TEXT)).put_bytes(TEXT)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_disk_that_fills_up_while_writing_leaves_nothing(
    store: AttachmentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间不够"):
        store.put_bytes(TEXT)
    assert files_under(tmp_path) == []


def test_a_disk_that_breaks_is_a_bug_and_leaves_nothing(
    store: AttachmentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "示例")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="示例"):
        store.put_bytes(TEXT)
    assert files_under(tmp_path) == []


def test_a_disk_that_stores_something_else_is_told(
    store: AttachmentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b"X")

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(UserError, match="读出来不一样"):
        store.put_bytes(TEXT)
    assert files_under(tmp_path) == []


def test_a_staged_file_is_moved_in(store: AttachmentStore, tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(TEXT)
    store.adopt(staged, DIGEST)
    assert store.check(DIGEST)
    assert not staged.exists()


def test_a_staged_file_that_is_kept_already_is_dropped(
    store: AttachmentStore, tmp_path: Path
) -> None:
    store.put_bytes(TEXT)
    staged = tmp_path / "staged"
    staged.write_bytes(TEXT)
    store.adopt(staged, DIGEST)
    assert files_under(tmp_path) == [store.path(DIGEST)]


def test_a_staged_file_that_changed_is_not_kept(store: AttachmentStore, tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(b"other")
    with pytest.raises(ValueError, match="changed"):
        store.adopt(staged, DIGEST)
    assert not store.has(DIGEST)


def test_removed_files_are_gone_and_missing_ones_do_no_harm(store: AttachmentStore) -> None:
    store.put_bytes(TEXT)
    store.remove([DIGEST, "0" * 64])
    assert list(store.digests()) == []


def test_what_a_crash_left_half_written_is_named(store: AttachmentStore, tmp_path: Path) -> None:
    store.put_bytes(TEXT)
    assert store.unfinished() == []
    half = tmp_path / "attachments" / "unfinished" / "tmpabc"
    half.write_bytes(b"half")
    assert store.unfinished() == [half]
