"""
The file of ``--debug-log``, and the requests that ``--verbose`` tells. Neither has a secret: the
log records of the runtime name an operation, a status and a time, no header and no body.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from .options import Options

__all__ = ["append", "listen"]

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


def listen(options: Options) -> None:
    """
    Send the log records of the runtime where the options say.
    """
    logger = logging.getLogger("kontokit")
    logger.propagate = False
    for old in list(logger.handlers):
        if isinstance(old, _File | _Stderr):
            logger.removeHandler(old)
    if options.verbose:
        logger.addHandler(_Stderr())
    if options.debug_log is not None:
        handler = _File(options.debug_log)
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger.addHandler(handler)
    if logger.handlers:
        logger.setLevel(logging.DEBUG)
