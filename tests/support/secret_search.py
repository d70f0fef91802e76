"""
Finds the texts that an error shows, holds or logs.
"""

from __future__ import annotations

import gc
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType, TracebackType
from typing import Any

from kontokit import (
    KontokitError,
    Secret,
)


def texts_of(error: KontokitError) -> str:
    summary = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in summary.stack if "/kontokit/" in frame.filename]
    frames = "".join(str(frame.locals) for frame in ours)
    facts = {k: v for k, v in vars(error).items() if k not in ("url", "body")}
    return "".join(
        [str(error), repr(error), "".join(summary.format_exception_only()), frames, str(facts)]
    )


def reachable(error: KontokitError) -> Iterator[str]:
    """
    Every text and byte string that can be reached from an error, but through Secret and tests.
    """
    seen: set[int] = set()
    pending: list[tuple[Any, int]] = [(error, 0)]
    while pending:
        item, depth = pending.pop()
        if id(item) in seen or depth > 8 or isinstance(item, Secret | type | ModuleType):
            continue
        seen.add(id(item))
        if isinstance(item, str | bytes):
            yield item if isinstance(item, str) else item.decode("latin-1")
        elif not _is_foreign(item):
            deeper = depth if isinstance(item, TracebackType) else depth + 1
            pending.extend((inner, deeper) for inner in _referents(item))


def _is_foreign(item: Any) -> bool:
    return isinstance(item, FrameType) and "/kontokit/" not in item.f_code.co_filename


def _referents(item: Any) -> list[Any]:
    if isinstance(item, TracebackType):
        return [item.tb_frame, item.tb_next]
    if isinstance(item, FrameType):
        return list(item.f_locals.values())
    if callable(item):
        return []
    return gc.get_referents(item)


@contextmanager
def captured_logs() -> Iterator[list[str]]:
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(f"{record.getMessage()} {record.args} {record.exc_text} {vars(record)}")

    root, ear = logging.getLogger(), Ear(logging.NOTSET)
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.NOTSET)
    try:
        yield heard
    finally:
        root.setLevel(level)
        root.removeHandler(ear)
