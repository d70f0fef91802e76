"""
Files and folders that only their owner may read, and writing them so that a crash leaves the old
or the new content.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
_OWNER_ONLY_FOLDER: Final = 0o700
_OTHERS: Final = 0o077

# No symlink, and no waiting for a writer if the file was replaced by a pipe.
_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

_CANNOT_SETTLE: Final = (errno.EINVAL, errno.ENOTSUP)
"""Errors of file systems that have no fsync for folders."""


def make_private(file: int | Path) -> None:
    """
    Restrict a file to its owner.

    Args:
        file: An open file or a path.

    Raises:
        OSError: It belongs to another user, or it is a folder, a pipe or a device.
    """
    mode = os.stat(file).st_mode  # noqa: PTH116  # open files have no Path
    if not stat.S_ISREG(mode):
        raise OSError(None, "not a regular file")
    if os.name == "posix" and mode & _OTHERS:
        os.chmod(file, OWNER_ONLY)  # noqa: PTH101
        # Some file systems, such as FAT, accept chmod and ignore it.
        if os.stat(file).st_mode & _OTHERS:  # noqa: PTH116
            raise OSError(None, "others may read it, and that cannot be changed")


def create(path: Path) -> int:
    """
    Create a file that only its owner can ever read.

    Args:
        path: A path that does not exist.

    Returns:
        The open file, for writing.

    Raises:
        OSError: It cannot be created, or something is there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags | getattr(os, "O_BINARY", 0), OWNER_ONLY)


def make_folder(path: Path) -> bool:
    """
    Make a folder for its owner alone, unless it is there.

    Returns:
        Whether it was made.

    Raises:
        OSError: Something else is there, or it cannot be made.
    """
    is_new = False
    with suppress(FileExistsError):
        path.mkdir(mode=_OWNER_ONLY_FOLDER)
        is_new = True
    check_folder(path)
    return is_new


def check_folder(path: Path) -> bool:
    """
    Restrict a folder to its owner, if there is one.

    Returns:
        Whether there is one.

    Raises:
        OSError: It is a symlink or no folder, or others may use it and that cannot be changed.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(None, f"{path.name} is not a directory")
    if os.name == "posix" and mode & _OTHERS:
        path.chmod(_OWNER_ONLY_FOLDER)
        if path.lstat().st_mode & _OTHERS:
            raise OSError(None, f"others may use {path.name}, and that cannot be changed")
    return True


def read(path: Path) -> bytes | None:
    """
    Read a file and restrict it to its owner.

    Returns:
        What is in it; None if there is none.

    Raises:
        OSError: It cannot be read or restricted, or it is a symlink or no file.
    """
    try:
        handle = os.open(path, _READ)
    except FileNotFoundError:
        return None
    try:
        make_private(handle)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)


def replace(path: Path, content: bytes, temporary: Path) -> None:
    """
    Replace a file, or make it. It is on the disk when this returns.

    Args:
        temporary: A path in the same folder, because a rename is atomic only within one file
            system. No one else uses it now; what a killed writer left there is removed.

    Raises:
        OSError: It was not written, or that may not outlast a crash.
    """
    try:
        write(temporary, content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    settle(path.parent)


def write(path: Path, content: bytes, *, is_settled: bool = True) -> None:
    """
    Make a file, in the place of any other.

    Args:
        is_settled: Whether it is on the disk when this returns.
    """
    path.unlink(missing_ok=True)
    handle = create(path)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if is_settled:
            os.fsync(handle)  # or a crash after a rename could leave an empty file
    finally:
        os.close(handle)


def settle(place: Path) -> None:
    """
    Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: The system failed.
    """
    if os.name != "posix":  # elsewhere folders cannot be opened
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SETTLE:
            raise
    finally:
        os.close(handle)
