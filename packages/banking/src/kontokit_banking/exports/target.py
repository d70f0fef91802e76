"""
Files that are written whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, TypeAlias

from .writer import Output

Target: TypeAlias = str | os.PathLike[str] | Output
"""A file by its name, or one that is open for bytes."""
_BUFFER: Final = 1 << 16


@contextmanager
def opened(target: Target, *, overwrite: bool) -> Generator[Output]:
    """
    Open a target. A file gets its name only if nothing goes wrong; one of that name stays as it is
    until then. A device or a pipe gets the bytes as they are made, and so does an open file, which
    stays open.
    """
    if not isinstance(target, (str, os.PathLike)):
        yield target
        return
    path = Path(target).resolve()  # a link stays, and the file behind it is replaced
    if _is_device(path):
        with path.open("wb") as device:
            yield device
        return
    if not overwrite and path.exists():
        raise FileExistsError(f"the file exists: {path}")
    with _temporary(path) as temporary:
        with temporary.open("wb", buffering=_BUFFER) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _keep_mode(path, temporary)
        _rename(temporary, path, overwrite=overwrite)


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def _temporary(path: Path) -> Generator[Path]:
    made = NamedTemporaryFile(  # noqa: SIM115  # it is renamed
        dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
    )
    made.close()
    temporary = Path(made.name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _keep_mode(path: Path, temporary: Path) -> None:
    # A new file can be read by its owner only: it has statements in it.
    with suppress(FileNotFoundError):
        temporary.chmod(path.stat().st_mode & 0o777)


def _rename(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
    else:
        path.hardlink_to(temporary)  # fails where another file got the name meanwhile
