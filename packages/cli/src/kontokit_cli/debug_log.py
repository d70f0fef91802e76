"""
The file of ``--debug-log``, and the requests that ``--verbose`` tells. Neither has a secret: the
log records of the runtime name an operation, a status and a time, no header and no body.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click

from .options import Options

__all__ = ["append", "listening"]

_FORMAT = "%(asctime)s %(name)s %(message)s"


def append(path: Path, text: str) -> None:
    """
    Write lines at the end of a file that only its owner may read.

    Raises:
        OSError: It cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(f"{text}\n")


class _File(logging.Handler):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        append(self._path, self.format(record))


class _Stderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        click.echo(record.getMessage(), err=True)


@contextmanager
def listening(options: Options) -> Generator[None]:
    """
    Send the log records of the runtime where the options say, and nowhere else, until the block
    ends.
    """
    logger = logging.getLogger("kontokit")
    handlers = _handlers(options)
    before = logger.propagate, logger.level
    logger.propagate = False
    for one in handlers:
        logger.addHandler(one)
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for one in handlers:
            logger.removeHandler(one)
        logger.propagate = before[0]
        logger.setLevel(before[1])


def _handlers(options: Options) -> list[logging.Handler]:
    found: list[logging.Handler] = [_Stderr()] if options.verbose else []
    if options.debug_log is not None:
        handler = _File(options.debug_log)
        handler.setFormatter(logging.Formatter(_FORMAT))
        found.append(handler)
    return found
