"""
Kills writers of a FileStore at every system call and every byte; run by test_file.

A small process of its own forks a thousand writers much faster than one that runs tests.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import stat
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from kontokit.stores import FileStore
from kontokit.stores.base import Protection

KEY = bytes(range(32))
OLD, NEW, OTHER = b"old" * 100, b"new" * 100, b"other" * 50
CALLS = [
    "open",
    "write",
    "fsync",
    "close",
    "replace",
    "unlink",
    "mkdir",
    "lstat",
    "scandir",
    "listdir",
    "stat",
]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Steps:
    """
    Counts the system calls of this process, and may end it before one of them.
    """

    def __init__(self, last: int | None = None) -> None:
        self.taken: list[str] = []
        self._last = last

    def watch(self) -> None:
        for name in CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        fcntl.flock = self._watched("flock", fcntl.flock)

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            if len(self.taken) == self._last:
                die()
            self.taken.append(name)
            return call(*args, **kwargs)

        return watched


def cut_writes(size: int) -> None:
    """
    End this process when it has written so many bytes.
    """
    write, left = os.write, size

    def cut(handle: int, text: Any) -> int:
        nonlocal left
        if len(text) < left:
            left -= len(text)
            return write(handle, text)
        write(handle, text[:left])
        die()
        raise AssertionError("unreachable")

    os.write = cut


def in_child(work: Callable[[], object], before: Callable[[], object] = bool) -> bool:
    """
    Run something in a child; True if it was killed, and not if it ended by itself.
    """
    process = os.fork()
    if process == 0:
        before()
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def steps_of(work: Callable[[], object], note: Path) -> tuple[list[str], int]:
    """
    The system calls of some work, in order, and the number of bytes that it writes.
    """

    def counted() -> None:
        steps, write, sizes = Steps(), os.write, list[int]()

        def weighed(handle: int, text: Any) -> int:
            sizes.append(write(handle, text))
            return sizes[-1]

        os.write = weighed
        steps.watch()
        work()
        os.write = write
        taken = list(steps.taken)
        note.write_text(json.dumps([taken, sum(sizes)]))

    in_child(counted)
    calls, size = json.loads(note.read_text())
    return calls, size


def crashes(
    path: Path, prepare: Callable[[], object], stride: int, write: Callable[[FileStore], object]
) -> Iterator[tuple[str, bool]]:
    """
    Kill a writer before every call and after some bytes, each time over what was prepared.
    """

    def work() -> None:
        random.seed(1)  # a fork seeds it anew; all writers must go the same way
        write(FileStore(path, key=KEY))

    prepare()
    calls, size = steps_of(work, path.with_name("note"))
    for number, name in enumerate(calls):
        prepare()
        yield f"before call {number}, {name}", in_child(work, Steps(number).watch)
    for count in range(0, size + 1, stride):
        prepare()
        yield f"after byte {count}", in_child(work, partial(cut_writes, count))


def files_of(path: Path) -> list[Path]:
    """
    The files of all records.
    """
    return list(path.with_name(f"{path.name}.records").glob("*/*"))


def trouble(path: Path, before: dict[str, bytes | None], seen: Counter[str]) -> str | None:
    """
    What is wrong after a crash, or None.
    """
    store = FileStore(path, key=KEY)
    found = {name: store.load(name) for name in before}
    after = {**before, "token:a": NEW}
    if found not in (before, after):
        return f"found {found}"
    seen["new" if found == after else "old"] += 1
    for file in (*path.parent.glob("*records.json*"), *files_of(path)):
        if file.is_file() and stat.S_IMODE(file.stat().st_mode) != 0o600:
            return f"{file.name} has mode {stat.S_IMODE(file.stat().st_mode):o}"
    return None


def save(store: FileStore) -> None:
    store.save("token:a", NEW)


def swap(store: FileStore) -> None:
    store.swap("token:a", OLD, NEW)


def first_version() -> bytes:
    """
    A store of the first version, with all records in one file.
    """
    protection = Protection(KEY)
    sealed = {
        "token:a": protection.wrap(OLD, "token:a"),
        "token:b": protection.wrap(OTHER, "token:b"),
    }
    records = {key: {"record": b64encode(record).decode()} for key, record in sealed.items()}
    document = {"kontokit_store": 1, "protection": protection.name, "records": records}
    return json.dumps(document).encode()


def main(folder: Path) -> None:
    path = folder / "records.json"
    store = FileStore(path, key=KEY)
    store.save("token:b", OTHER)
    store.save("token:a", OLD)
    old, earlier = {file: file.read_bytes() for file in files_of(path)}, first_version()

    def remains() -> list[Path]:
        left = [file for file in files_of(path) if file.name == "new"]
        return [*left, *folder.glob(".records.json.new-*")]

    def keep() -> None:
        for file, content in old.items():
            file.write_bytes(content)
            file.chmod(0o600)
            os.close(os.open(file.with_name("new"), os.O_WRONLY | os.O_CREAT, 0o600))

    def begin() -> None:
        keep()
        for file in (path, *old):
            file.unlink(missing_ok=True)

    def go_back() -> None:
        keep()
        os.close(os.open(folder / ".records.json.new-killed", os.O_WRONLY | os.O_CREAT, 0o600))
        path.write_bytes(earlier)

    seen: Counter[str] = Counter()
    troubles: list[str] = []
    points = 0
    kept: dict[str, bytes | None] = {"token:a": OLD, "token:b": OTHER}
    for prepare, before, stride, write in (
        (keep, kept, 1, save),
        (keep, kept, 16, swap),
        (go_back, kept, 4, save),
        (begin, dict.fromkeys(kept), 8, save),
    ):
        for point, killed in crashes(path, prepare, stride, write):
            points += 1
            problem = trouble(path, before, seen) if killed else "the writer came to its end"
            if problem:
                troubles.append(f"{point}: {problem}")
    for _ in range(4):
        store.save("token:a", NEW)
        store.save("token:b", OTHER)
    result = {"points": points, "troubles": troubles, "remains": len(remains()), "seen": seen}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
