"""
Files that are written whole, or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .failures import Misused

__all__ = ["new_file", "refuse_existing", "write_whole"]


def refuse_existing(path: Path, *, force: bool) -> None:
    """
    Refuse to overwrite a file, and ever to replace a device or a folder.

    Raises:
        Misused: It exists.
    """
    if path.exists() and not path.is_file():
        raise Misused(f"{path} is no file that can be written")
    if path.exists() and not force:
        raise Misused(f"{path} exists", next_step="give --force to overwrite it")


@contextmanager
def new_file(path: Path, *, force: bool) -> Generator[IO[bytes]]:
    """
    Write a file that only its owner may read. It takes its place when the block has ended well.

    Raises:
        Misused: It exists.
        OSError: It cannot be written.
    """
    refuse_existing(path, force=force)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        os.replace(name, path)  # noqa: PTH105  # a Path has no better name for it
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def write_whole(path: Path, text: str, *, force: bool) -> None:
    """
    Write a text into a file. See :func:`new_file`.
    """
    with new_file(path, force=force) as file:
        file.write(text.encode("utf-8"))
