"""
The drift log: counts differences in memory and keeps them in a file.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from weakref import finalize

import msgspec

from ..core.exceptions import ConfigurationError, StoreError
from ..core.forks import reset_after_fork
from ..core.http_response import HttpResponse
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import type_name
from ..operations import Api, Operation
from ..stores.file_locks import DiskLocks, on_disk
from ..stores.private_files import create, make_private
from .findings import FORMAT, Log, Tally
from .names import Showing
from .responses import compare_response

_LOG: Final = logging.getLogger("kontokit")
_PAUSE: Final = 1.0
"""Seconds between a difference and its entry in the file, so that many are written at once."""
_PATIENCE: Final = 5.0
_LARGEST: Final = 8 * 1024 * 1024


class DriftLog(ScrubsTracebacks):
    """
    Notes in what responses differ from their documents: undocumented fields, values of enums,
    statuses, headers and media types, and fields that are missing, null or of another type.

    Pass it to clients as ``drift``. Clients, threads and processes may share one file. It holds
    places, names and counts, and never a value of a response; only its owner can read it. A call
    never fails because of it: what goes wrong is logged once, as a warning.
    """

    def __init__(self, path: str | os.PathLike[str], *, names: Showing = "known") -> None:
        """
        Nothing is opened yet.

        Args:
            path: The file; it need not exist, but its folder must. At most 2,000 differences are
                kept.
            names: Which undocumented names are written out: ``known`` only those made of words that
                documents use, since a server may use private data as keys; ``all`` whatever is
                written like a name, for test systems whose data is made up.

        Raises:
            ConfigurationError: A value cannot be used.
        """
        if not isinstance(path, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError(f"the path of a DriftLog must be a str, not {type_name(path)}")
        if names not in ("known", "all"):
            raise ConfigurationError('names must be "known" or "all"')
        self._state = _State(Path(path).absolute(), names)
        # Also called when the interpreter ends: what was noted last is written then.
        self._end = finalize(self, self._state.flush)

    @property
    def path(self) -> Path:
        """
        The file.
        """
        return self._state.path

    def note(self, api: Api, operation: Operation[Any], response: HttpResponse) -> None:
        """
        Compare a response with its operation and count what differs. Clients call it.

        It never raises. The file is written a second later by another thread, or by ``flush``.
        """
        self._state.guarded(lambda: self._state.note(api, operation, response))

    def flush(self) -> None:
        """
        Write what was noted to the file now. It never raises.
        """
        self._state.flush()

    def __repr__(self) -> str:
        return f"DriftLog({str(self.path)!r})"


class _State:
    """
    What belongs to a log; it outlives it until everything is written.
    """

    def __init__(self, path: Path, names: Showing) -> None:
        self.path = path
        self._names: Showing = names
        self._locks = DiskLocks(path, _PATIENCE)
        self._has_warned = False
        self._renew()
        reset_after_fork(self._renew)

    def _renew(self) -> None:
        # A child starts empty: what its parent noted, the parent writes.
        self._counting = threading.Lock()
        self._writing = threading.Lock()
        self._tally = Tally()
        self._timer: threading.Timer | None = None

    def guarded(self, work: Callable[[], None]) -> None:
        """
        Do something that must never make a call fail; warn of the first failure.
        """
        reason = ""
        try:
            work()
        except StoreError as error:
            reason = str(error)
        except Exception as error:  # a bug in here must not break a payment
            reason = type(error).__name__
        if reason and not self._has_warned:
            self._has_warned = True
            _LOG.warning("drift is not noted: %s", reason)

    def note(self, api: Api, operation: Operation[Any], response: HttpResponse) -> None:
        found = compare_response(api, operation, response, self._names)
        if not found:
            return
        with self._counting:
            self._tally.count(found, datetime.now(UTC))
            if self._timer is None:
                self._timer = threading.Timer(_PAUSE, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        with self._writing:
            self.guarded(self._flush)

    def _flush(self) -> None:
        with self._counting:
            tally, self._tally = self._tally, Tally()
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        if not tally.log().findings:
            return
        try:
            with self._locks.writing():
                on_disk(self.path, lambda: self._write(tally))
        except BaseException:
            with self._counting:
                tally.merge(self._tally.log())
                self._tally = tally  # for the next attempt
            raise

    def _write(self, tally: Tally) -> None:
        self._clear_remains()
        whole = Tally()
        whole.merge(self._read())
        whole.merge(tally.log())
        text = msgspec.json.format(msgspec.json.encode(whole.log()), indent=1)
        temporary = self.path.with_name(f"{self._remains}{secrets.token_hex(8)}")
        try:
            with os.fdopen(create(temporary), "wb") as file:
                file.write(text)
            temporary.replace(self.path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise

    @property
    def _remains(self) -> str:
        return f".{self.path.name}.new-"

    def _clear_remains(self) -> None:
        # Left by writers that were killed: a live one would hold our lock.
        with os.scandir(self.path.parent) as entries:
            remains = [entry.path for entry in entries if entry.name.startswith(self._remains)]
        for path in remains:
            with suppress(OSError):
                Path(path).unlink()

    def _read(self) -> Log:
        if not self.path.exists():
            return Log(format=FORMAT)
        make_private(self.path)
        return parse_log(self.path)


def parse_log(path: Path) -> Log:
    """
    The contents of a log, or of a report, which has the same form.

    Args:
        path: The file.

    Raises:
        StoreError: It cannot be read, or it is no drift log.
    """
    is_small = on_disk(path, path.stat).st_size <= _LARGEST
    text = on_disk(path, path.read_bytes) if is_small else b""
    try:
        return msgspec.json.decode(text, type=Log)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    raise StoreError(f"{path} is no drift log of this version; it was not modified")
