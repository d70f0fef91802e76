"""
Eyes and ears: all that gets out of a call by the side doors.
"""

from __future__ import annotations

import gc
import logging
import pickle
import re
import traceback
import warnings
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any, Final

from kontokit import KontokitError, ResponseError, Secret

ANSWER: Final = ("http", "body", "parsed", "problems", "rows", "unreadable")
"""
What holds the answer, or a part of it, as it came: documented so, for the program needs it. The
server may have repeated in it whatever was sent. These attributes, and nothing else of an error,
are left out of the search; they are searched for what the server has not said.
"""
OURS: Final = re.compile(r"[/\\]kontokit(_\w+)?[/\\]")
TESTS: Final = str(Path(__file__).parents[1])
DEPTH: Final = 8


def texts_of(error: KontokitError) -> Iterator[str]:
    """
    Give every text that an error shows, with its traceback and the locals of the frames in it.
    """
    yield from (str(error), repr(error), format(error), f"{error!a}")
    yield str({name: value for name, value in vars(error).items() if name not in ANSWER})
    if isinstance(error, ResponseError):
        yield f"{dict(error.headers)} {dict(error.http.headers)} {error.http}"
    summary = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in summary.stack if not frame.filename.startswith(TESTS)]
    yield from traceback.StackSummary.from_list(frames).format()
    yield from summary.format_exception_only()
    yield from (str(frame.locals) for frame in frames if OURS.search(frame.filename))
    yield pickle.dumps((error.args, _bare(error))).decode("latin-1")


def _bare(error: KontokitError) -> dict[str, Any]:
    state: dict[str, Any] = error.__reduce__()[1][2]
    return {name: value for name, value in state.items() if name not in ANSWER}


def pickled(error: KontokitError) -> str:
    """
    Give all that crosses a process border with an error, the answer included.
    """
    return pickle.dumps(error).decode("latin-1")


def reachable(error: BaseException) -> Iterator[str]:
    """
    Give every text and byte string within eight steps of an error, but not through Secret, the
    answer, and the frames of tests.
    """
    answer = {id(getattr(error, name)) for name in ANSWER if hasattr(error, name)}
    seen: set[int] = set()
    kept: list[Any] = []
    pending: deque[tuple[Any, int]] = deque([(error, 0)])
    while pending:
        item, depth = pending.popleft()
        if id(item) in seen or id(item) in answer or depth > DEPTH:
            continue
        seen.add(id(item))
        kept.append(item)  # what is freed would give its id to another
        if isinstance(item, str | bytes | bytearray):
            yield item if isinstance(item, str) else item.decode("latin-1")
        elif not isinstance(item, Secret | type | ModuleType) and not _is_foreign(item):
            deeper = depth if isinstance(item, TracebackType) else depth + 1
            pending.extend((inner, deeper) for inner in _referents(item))


def _is_foreign(item: Any) -> bool:
    return isinstance(item, FrameType) and item.f_code.co_filename.startswith(TESTS)


def _referents(item: Any) -> list[Any]:
    if isinstance(item, TracebackType):
        return [item.tb_frame, item.tb_next]
    if isinstance(item, FrameType):
        return list(item.f_locals.values())
    if callable(item) or isinstance(item, int | float | complex):
        return []
    return gc.get_referents(item)


class Ear(logging.Handler):
    """
    Hears everything that is logged anywhere, with all that a record holds.
    """

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.getMessage()} {record.args} {record.exc_text} {vars(record)}"
        self.heard.append(text)


@contextmanager
def listening() -> Generator[Ear]:
    """
    Hear what is logged and warned of: the root and the HTTP library at the lowest level.
    """
    names = (None, "aiohttp", "httpx2", "httpcore2", "kontokit")
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    ear = Ear()
    loggers[0].addHandler(ear)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield ear
        ear.heard += [f"{one.message} {one.message!r} {one.source!r}" for one in caught]
    finally:
        loggers[0].removeHandler(ear)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
