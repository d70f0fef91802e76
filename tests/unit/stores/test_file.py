"""
The store with one file for each record: what stands in them, who may read them, and how they
survive.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from filelock import FileLock

from kontokit import ConfigurationError, StoreError
from kontokit.encryption import RecordCipher
from kontokit.stores import FileStore, file_locks
from kontokit.stores.base import Protection
from tests.support import crashes
from tests.support.processes import in_child, in_children
from tests.support.stores import KEY

Call: TypeAlias = Callable[[], object]
RECORD = b'{"refresh_token": "geheim-4711"}'
WRITERS, UPDATES = 8, 25


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.json"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def records(path: Path) -> list[Path]:
    """
    The files of all records.
    """
    return sorted(path.with_name(f"{path.name}.records").glob("*/*"))


def earlier(path: Path, key: bytes | None, **texts: bytes) -> bytes:
    """
    Write a store of the first version, with all records in one file.
    """
    protection = Protection(key)
    document = {
        "kontokit_store": 1,
        "protection": protection.name,
        "records": {
            name: {"record": b64encode(protection.wrap(text, name)).decode()}
            for name, text in texts.items()
        },
    }
    path.write_text(json.dumps(document))
    return path.read_bytes()


@pytest.mark.slow
def test_no_crash_leaves_a_broken_file(tmp_path: Path) -> None:
    """
    Killed before any system call or after any byte, a writer leaves the old or the new record,
    readable and with mode 0600; what it left behind is gone with the next write. So does one that
    moves the records of an earlier version.
    """
    program = Path(crashes.__file__)
    done = subprocess.run(
        [sys.executable, program, tmp_path],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["troubles"] == []
    assert result["remains"] == 0
    assert result["points"] >= 1000
    assert result["seen"]["new"] > 0


@pytest.mark.slow
def test_processes_lose_no_update(path: Path) -> None:
    """
    Eight processes that write one file at the same time all find their records in it.
    """
    start, go = os.pipe()
    writers: list[int] = []
    for writer in range(WRITERS):
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(go)
                os.read(start, 1)
                store = FileStore(path, key=KEY)
                for number in range(UPDATES):
                    store.save(f"token:{writer}:{number}", b"%d %d" % (writer, number))
                status = 0
            finally:
                os._exit(status)
        writers.append(process)
    os.close(start)
    os.close(go)
    assert [os.waitpid(process, 0)[1] for process in writers] == [0] * WRITERS
    store = FileStore(path, key=KEY)
    for writer in range(WRITERS):
        for number in range(UPDATES):
            assert store.load(f"token:{writer}:{number}") == b"%d %d" % (writer, number)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everything_is_private(path: Path, umask: int) -> None:
    """
    All files and folders belong to their owner alone, whatever the umask.
    """

    def work() -> None:
        os.umask(umask)
        store = FileStore(path, key=None)
        store.save("token:a", RECORD)
        assert store.try_lock("token:a") is not None

    assert in_child(work) == 0
    folder = path.with_name("records.json.locks")
    (record,) = records(path)
    assert mode(path) == mode(record) == 0o600
    assert mode(folder) == mode(record.parent) == mode(record.parent.parent) == 0o700
    assert {mode(lock) for lock in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3


def test_lock_files_do_not_grow_with_the_users(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Many keys share a limited number of lock files.
    """
    monkeypatch.setattr(file_locks, "_STRIPES", 64)
    store = FileStore(path, key=KEY)
    for number in range(1000):
        lock = store.try_lock(f"token:{number:x}")
        assert lock is not None
        lock.release()
    assert len(list(path.with_name("records.json.locks").iterdir())) == 64


def test_a_flow_never_waits_for_its_own_lock_to_get_a_token(path: Path) -> None:
    """
    The lock of a flow keeps no token from being locked, whatever their keys are.
    """
    store = FileStore(path, key=KEY)
    flow = store.try_lock("sca-1")
    assert flow is not None
    for number in range(5000):
        token = store.try_lock(f"token:{number:x}")
        assert token is not None
        token.release()
    assert store.try_lock("sca-1") is None
    flow.release()


def test_a_file_that_others_may_read_is_narrowed(path: Path) -> None:
    """
    The first use takes the permissions of files and folders from all but their owner.
    """
    store = FileStore(path, key=None)
    store.save("token:a", RECORD)
    (record,) = records(path)
    for file in (path, record):
        file.chmod(0o644)
    record.parent.parent.chmod(0o755)
    assert store.load("token:a") == RECORD
    assert mode(path) == mode(record) == 0o600
    assert mode(record.parent.parent) == 0o700


def test_a_file_that_cannot_be_narrowed_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A file that others may read and that is not ours to change is not read.
    """
    FileStore(path, key=None).save("token:a", RECORD)
    path.chmod(0o644)
    monkeypatch.setattr(os, "chmod", lambda *args: None)
    with pytest.raises(StoreError, match=r"records\.json: others may read it"):
        FileStore(path, key=None).load("token:a")


def test_the_file_says_how_it_is_protected(path: Path) -> None:
    """
    Plaintext is called so, in the file and in the repr; sealed records show nothing, and no name
    shows a key.
    """
    plain = FileStore(path, key=None)
    plain.save("token:anna", RECORD)
    assert json.loads(path.read_bytes()) == {"kontokit_store": 2, "protection": "plaintext"}
    assert repr(plain) == f"FileStore({str(path)!r}, protection='plaintext')"
    path.unlink()
    shutil.rmtree(path.with_name(f"{path.name}.records"))
    sealed = FileStore(path, key=KEY)
    sealed.save("token:anna", RECORD)
    assert json.loads(path.read_bytes())["protection"] == "AES-256-GCM"
    assert repr(sealed) == f"FileStore({str(path)!r}, protection='AES-256-GCM')"
    (record,) = records(path)
    written = record.read_bytes()
    assert b"geheim" not in written
    assert b64encode(RECORD) not in written
    assert b"anna" not in written
    assert not [file for file in path.parent.rglob("*") if "anna" in file.name]
    assert sealed.load("token:anna") == RECORD


def test_a_file_of_an_earlier_version_is_read_and_moved_once(path: Path, key: bytes | None) -> None:
    """
    Reading leaves it alone; the first write moves all its records, and drops what has ended.
    """
    before = earlier(path, key, first=RECORD, second=b"2")
    store = FileStore(path, key=key)
    assert store.load("first") == RECORD
    assert store.load("third") is None
    assert path.read_bytes() == before
    store.save("third", b"3")
    assert json.loads(path.read_bytes())["kontokit_store"] == 2
    again = FileStore(path, key=key)
    assert [again.load(name) for name in ("first", "second", "third")] == [RECORD, b"2", b"3"]
    assert len(records(path)) == 3


@pytest.mark.parametrize("how", ["swap", "delete"])
def test_a_swap_and_a_deletion_see_what_an_earlier_version_wrote(path: Path, how: str) -> None:
    """
    The record of the earlier version is the expected one, and is deleted.
    """
    earlier(path, KEY, first=RECORD, second=b"2")
    store = FileStore(path, key=KEY)
    if how == "swap":
        assert not store.swap("first", None, b"new")
        assert store.swap("first", RECORD, b"new")
    else:
        store.delete("first")
    assert store.load("first") == (b"new" if how == "swap" else None)
    assert store.load("second") == b"2"


def test_what_an_interrupted_move_left_is_not_believed(path: Path) -> None:
    """
    As long as the file has the records, it is right: an earlier version may have changed them.
    """
    earlier(path, KEY, first=b"old", gone=b"old")
    FileStore(path, key=KEY).save("second", b"2")
    earlier(path, KEY, first=RECORD)
    store = FileStore(path, key=KEY)
    assert store.load("first") == RECORD
    store.save("third", b"3")
    assert [store.load(name) for name in ("first", "gone", "second")] == [RECORD, None, None]


def test_processes_move_the_records_once(path: Path) -> None:
    """
    Eight processes that begin to write at the same time lose no record of the earlier version.
    """
    names = [f"old{number}" for number in range(50)]
    earlier(path, KEY, **dict.fromkeys(names, RECORD))

    def work(number: int) -> None:
        FileStore(path, key=KEY).save(f"new{number}", b"%d" % number)

    assert in_children(WRITERS, work) == [0] * WRITERS
    store = FileStore(path, key=KEY)
    assert {store.load(name) for name in names} == {RECORD}
    assert [store.load(f"new{number}") for number in range(WRITERS)] == [
        b"%d" % number for number in range(WRITERS)
    ]


def test_a_store_whose_file_alone_is_missing_loses_nothing(path: Path) -> None:
    """
    An order whose record is "not there" would be sent again; so that must be known, not assumed.
    """
    store = FileStore(path, key=KEY)
    store.save("token:a", RECORD)
    header = path.read_bytes()
    path.unlink()
    uses: list[Callable[[], object]] = [
        lambda: store.load("token:a"),
        lambda: store.load("token:b"),
        lambda: store.save("token:b", RECORD),
        lambda: store.swap("token:b", None, RECORD),
        lambda: store.delete("token:a"),
    ]
    for use in uses:
        with pytest.raises(StoreError, match=r"missing, but its records are there"):
            use()
    path.write_bytes(header)
    path.chmod(0o600)
    assert store.load("token:a") == RECORD


def test_a_store_that_was_deleted_is_empty(path: Path) -> None:
    store = FileStore(path, key=KEY)
    store.save("token:a", RECORD)
    path.unlink()
    shutil.rmtree(path.with_name(f"{path.name}.records"))
    assert store.load("token:a") is None
    store.save("token:b", RECORD)
    assert len(records(path)) == 1


def test_the_key_has_to_be_named() -> None:
    """
    No one gets plaintext by leaving something out.
    """
    with pytest.raises(TypeError, match="key"):
        FileStore("records.json")  # type: ignore[call-arg]
    with pytest.raises(ConfigurationError, match="32 bytes"):
        FileStore("records.json", key=b"short")


def test_a_sealed_file_without_its_key_is_left_alone(path: Path) -> None:
    """
    Without the key a sealed file is neither read nor written.
    """
    FileStore(path, key=KEY).save("token:a", RECORD)
    before = path.read_bytes()
    without = FileStore(path, key=None)
    calls: list[Call] = [lambda: without.load("token:a"), lambda: without.save("token:b", RECORD)]
    for call in calls:
        with pytest.raises(StoreError, match="pass the key to the store"):
            call()
    assert path.read_bytes() == before


def test_a_cipher_with_previous_keys_reads_on(path: Path) -> None:
    """
    A rotated key reads what the key before it sealed.
    """
    FileStore(path, key=KEY).save("token:a", RECORD)
    rotated = FileStore(path, key=RecordCipher(RecordCipher.generate_key(), previous=[KEY]))
    rotated.save("token:b", RECORD)
    assert rotated.load("token:a") == rotated.load("token:b") == RECORD


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b'{"some": "other file"}',
    b'{"kontokit_store": 2, "protection": "plaintext", "records": {}}',
    b'{"kontokit_store": 1, "protection": "plaintext", "records": {"a": {"record": "?"}}}',
    b'{"kontokit_store": 1, "protection": "plaintext", "records": {}, "more": 1}',
    b'{"kontokit_store": 1, "protection": "ROT13", "records": {}}',
    b'{"kontokit_store": 1, "protection": "plaintext"}',
    b'{"kontokit_store": 3, "protection": "plaintext"}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_of_another_kind_is_never_overwritten(path: Path, text: bytes) -> None:
    """
    What is no store stays as it is; the error names the path and hangs on no other.
    """
    path.write_bytes(text)
    store = FileStore(path, key=None)
    calls: list[Call] = [
        lambda: store.load("token:a"),
        lambda: store.save("token:a", RECORD),
        lambda: store.delete("token:a"),
    ]
    for call in calls:
        with pytest.raises(StoreError, match=r"records\.json") as caught:
            call()
        assert caught.value.__context__ is None
    assert path.read_bytes() == text


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"\xff", b'{"record": "?"}', b'{"record": "", "a": 1}']
)
def test_a_record_that_cannot_be_read_is_an_error(path: Path, text: bytes) -> None:
    """
    It is neither read nor swapped, and named by its file. Saving replaces it.
    """
    store = FileStore(path, key=None)
    store.save("token:a", RECORD)
    (record,) = records(path)
    record.write_bytes(text)
    calls: list[Call] = [lambda: store.load("token:a"), lambda: store.swap("token:a", None, b"new")]
    for call in calls:
        with pytest.raises(StoreError, match="is not a record of this version") as caught:
            call()
        assert record.name in str(caught.value)
        assert caught.value.__context__ is None
    assert record.read_bytes() == text
    store.save("token:b", RECORD)
    store.save("token:a", RECORD)
    assert store.load("token:a") == RECORD


def test_trouble_of_the_system_is_a_store_error(tmp_path: Path) -> None:
    """
    A folder that is missing, a folder in the file's place and a pipe are reported with their path.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, reason in (
        (tmp_path / "missing" / "records.json", "No such file or directory"),
        (tmp_path, "regular file"),
        (pipe, "not a regular file"),
    ):
        with pytest.raises(StoreError, match=reason) as caught:
            FileStore(path, key=KEY).save("token:a", RECORD)
        assert str(path) in str(caught.value)
        assert caught.value.__context__ is None


def test_a_failed_write_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    On a full disk the old records stay, and no half file lies beside them.
    """
    store = FileStore(path, key=KEY)
    store.save("token:a", RECORD)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device"):
            store.save("token:a", b"new")
    assert store.load("token:a") == RECORD
    assert len(records(path)) == 1


def test_what_may_not_outlast_a_crash_is_not_reported_as_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A swap succeeds when the folder is on the disk too, or has a file system that cannot do that.
    """
    store, fsync = FileStore(path, key=KEY), os.fsync

    def broken(number: int) -> Callable[[int], None]:
        def failing(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            fsync(handle)

        return failing

    monkeypatch.setattr(os, "fsync", broken(errno.EINVAL))
    assert store.swap("token:a", None, RECORD)
    monkeypatch.setattr(os, "fsync", broken(errno.EIO))
    with pytest.raises(StoreError, match=r"records\.json: Input/output error") as caught:
        store.swap("token:a", RECORD, b"new")
    assert caught.value.__context__ is None


def test_ended_records_leave_the_disk(path: Path) -> None:
    """
    Writes drop the records whose end has come, a few each time.
    """
    store = FileStore(path, key=KEY)
    past = datetime.now(UTC) - timedelta(hours=1)
    for number in range(20):
        store.save(f"token:past{number}", RECORD, ends=past)
        store.save(f"token:{number}", RECORD, ends=past + timedelta(days=1))
    for _ in range(40):
        store.save("token:a", RECORD)
    assert len(records(path)) == 21
    assert {store.load(f"token:{number}") for number in range(20)} == {RECORD}


def test_a_write_looks_at_few_other_records(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    However many there are, and reading looks at none.
    """
    store, opened, usual = FileStore(path, key=KEY), list[str](), os.open

    def counted(file: str | Path, *args: int) -> int:
        opened.append(str(file))
        return usual(file, *args)

    for number in range(200):
        store.save(f"token:{number}", RECORD)
    monkeypatch.setattr(os, "open", counted)
    for number in range(100):
        store.save(f"token:{number}", RECORD)
    assert len(opened) <= 100 * 12
    opened.clear()
    assert store.load("token:7") == RECORD
    assert len(opened) == 2


def test_what_is_being_written_is_not_swept(path: Path) -> None:
    """
    An ended record, or a half one, in a part that another one is writing to stays until later.
    """
    store = FileStore(path, key=KEY)
    store.save("token:a", RECORD)
    (ended,) = records(path)
    ended.write_text(json.dumps({**json.loads(ended.read_text()), "ends": 1}))
    half = ended.with_name("new")
    half.write_bytes(b"{")
    name = next(
        f"token:{number}"
        for number in range(1000)
        if not sha256(b"token:%d" % number).hexdigest().startswith(ended.parent.name)
    )
    with FileLock(path.with_name("records.json.locks") / f"write-{ended.parent.name}"):
        for _ in range(10):
            store.save(name, RECORD)
        assert half.exists()
        assert ended.exists()
    for _ in range(10):
        store.save(name, RECORD)
    assert [file.parent.name for file in records(path)] != [ended.parent.name]
    assert len(records(path)) == 1


def test_a_symlink_is_followed_and_stays(tmp_path: Path, path: Path) -> None:
    """
    A store behind a symlink is the store itself, with the same locks, and the link stays.
    """
    link = tmp_path / "link.json"
    link.symlink_to(path)
    direct, linked = FileStore(path, key=KEY), FileStore(link, key=KEY)
    linked.save("token:a", RECORD)
    assert direct.load("token:a") == RECORD
    assert link.is_symlink()
    lock = direct.try_lock("token:a")
    assert lock is not None
    assert linked.try_lock("token:a") is None


def test_a_symlink_that_comes_later_is_not_followed(tmp_path: Path, path: Path) -> None:
    """
    Swapping the file for a symlink does not get another file read.
    """
    store = FileStore(path, key=None)
    other = FileStore(tmp_path / "other.json", key=None)
    other.save("token:a", RECORD)
    path.symlink_to(tmp_path / "other.json")
    with pytest.raises(StoreError, match="symbolic links"):
        store.load("token:a")


def test_a_symlink_in_the_place_of_the_records_is_not_followed(tmp_path: Path, path: Path) -> None:
    """
    Neither is what stands elsewhere read, nor anything written there.
    """
    store, other = FileStore(path, key=None), FileStore(tmp_path / "other.json", key=None)
    store.save("token:b", RECORD)
    other.save("token:a", RECORD)
    folder = path.with_name("records.json.records")
    folder.rename(tmp_path / "aside")
    folder.symlink_to(tmp_path / "other.json.records")
    calls: list[Call] = [
        lambda: store.load("token:a"),
        lambda: store.save("token:c", RECORD),
        lambda: store.delete("token:a"),
    ]
    for call in calls:
        with pytest.raises(StoreError, match=r"records\.json\.records is not a directory"):
            call()
    assert len(records(tmp_path / "other.json")) == 1


def test_the_file_stays_where_the_store_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A relative path is taken from the folder in which the store was made.
    """
    monkeypatch.chdir(tmp_path)
    store = FileStore("records.json", key=KEY)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.save("token:a", RECORD)
    assert (tmp_path / "records.json").exists()


def test_nothing_is_written_where_nothing_changes(path: Path) -> None:
    """
    Deleting what is not there makes no file.
    """
    FileStore(path, key=KEY).delete("token:a")
    assert not path.exists()


def test_a_symlink_in_the_place_of_the_locks_is_refused(tmp_path: Path, path: Path) -> None:
    """
    Lock files are not created where someone's symlink leads.
    """
    (tmp_path / "elsewhere").mkdir()
    path.with_name("records.json.locks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=r"records\.json\.locks is not a directory"):
        FileStore(path, key=KEY).try_lock("token:a")
    assert not list((tmp_path / "elsewhere").iterdir())
