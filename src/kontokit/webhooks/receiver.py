"""
A receiver of notifications: it says what to do with each request, and never raises for one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

import attrs
import msgspec

from ..core.clock import Clock, SystemClock
from ..core.exceptions import (
    ArgumentError,
    ConfigurationError,
    InvalidSignatureError,
    KontokitError,
    PayloadError,
    StoreError,
)
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks, strip_traceback
from ..core.typeguards import type_name
from ..stores import MemoryStore, SwapStore
from ..stores.foreign_store import guarded, has_member
from ..stores.safe_calls import in_thread
from ..stores.swap_attempts import swap_attempts
from .notifications import Notifications, UnknownNotification, bounded
from .serials import Gap, Observation, StreamState, forget, observe
from .signatures import GivenHeaders, octets, verify_headers

T = TypeVar("T")
Decision: TypeAlias = Literal["new", "late", "duplicate", "refused"]
_DIGEST_LENGTH: Final = 16


@attrs.frozen(kw_only=True)
class Received(Generic[T]):
    """
    What a request is, and how to answer it.
    """

    decision: Decision
    """
    ``new``; ``late``, which is new too but came after later ones; ``duplicate``, which was received
    before; or ``refused``.
    """
    status: int
    """The HTTP status to answer with: 200, 400, 401, 413, or 503 if the store does not work."""
    event: T | UnknownNotification | None = attrs.field(default=None, repr=False)
    """The notification; None if it was refused before it was read."""
    serial: int | None = None
    """Its running number, where the provider gives one."""
    gaps: tuple[Gap, ...] = ()
    """First and last number of what is missing, as far as this notification shows it."""
    needs_resync: bool = False
    """Something may have been lost: read everything since the last time, not only this resource."""
    error: KontokitError | None = None
    """Why it was refused."""
    digest: str = attrs.field(default="", repr=False)
    """Of the body, for ``forget``."""

    @property
    def is_new(self) -> bool:
        """
        Whether to fetch the resource that the notification names.
        """
        return self.decision in ("new", "late")


class BaseReceiver(ScrubsTracebacks, Generic[T]):
    """
    What both receivers share: the settings and one request without I/O.
    """

    def __init__(
        self,
        notifications: Notifications[T],
        *,
        store: SwapStore | None = None,
        stream: str = "",
        secret: Secret | str | bytes | None = None,
        header: str | None = None,
        allow_unsigned: bool = False,
        repeats_within: timedelta = timedelta(minutes=10),
        clock: Clock | None = None,
    ) -> None:
        """
        Set up a receiver of one stream.

        Args:
            notifications: Those of a provider, such as ``NOTIFICATIONS`` of its package.
            store: Where the last numbers are kept; by default in memory. Processes that receive
                the same stream share it. It is not closed by the receiver.
            stream: A name for the stream, if you receive several, such as that of a tenant. Take
                it from your own route, not from the body, which anyone may send.
            secret: The secret you share with the sender, where the provider signs.
            header: The header with the signature. By default, every one is tried.
            allow_unsigned: Receive without a secret from a provider that can sign.
            repeats_within: For how long the same body counts as a repetition; from one second to
                seven days.
            clock: A clock of your own, for tests.

        Raises:
            ConfigurationError: The store cannot compare and swap, the secret is missing, empty or
                useless here, or the time is out of range.
        """
        if not timedelta(seconds=1) <= repeats_within <= timedelta(days=7):
            raise ConfigurationError("repeats_within must be from a second to seven days")
        kept = MemoryStore() if store is None else store
        if not has_member(kept, "swap"):
            raise ConfigurationError("the store of a receiver needs swap, as MemoryStore has it")
        self._notifications = notifications
        self._store: SwapStore = guarded(kept)
        self._key = f"webhook:{hashlib.sha256(octets(stream, 'stream')).hexdigest()}"
        if secret is None and notifications.digest is not None and allow_unsigned is not True:
            # Such as an unset variable of the environment.
            raise ConfigurationError("this provider signs; pass its secret, or allow_unsigned=True")
        self._secret = _checked_secret(notifications, secret)
        """In hexadecimal."""
        self._header = header
        self._window = repeats_within // timedelta(milliseconds=1)
        self._clock = clock or SystemClock()

    def _refusal(self, body: object, headers: GivenHeaders | None) -> Received[T] | bytes:
        """
        The body as bytes, or why it is not even read.
        """
        given: Any = body
        try:
            found = bounded(given)
            if self._secret is not None and self._notifications.digest is not None:
                digest, key = self._notifications.digest, bytes.fromhex(self._secret.reveal())
                verify_headers(found, headers, key, digest=digest, header=self._header)
        except PayloadError as error:
            return _refused(413, error)
        except InvalidSignatureError as error:
            return _refused(401, error)
        except ArgumentError as error:
            return _refused(400, error)
        return found

    def _receive(self, body: object, headers: GivenHeaders | None) -> Received[T]:
        found = self._refusal(body, headers)
        if isinstance(found, Received):
            return found
        try:
            event = self._notifications.parse(found)
            serial = self._notifications.serial_of(found)
        except PayloadError as error:
            return _refused(400, error)
        digest = hashlib.sha256(found).hexdigest()[:_DIGEST_LENGTH]
        try:
            seen = self._change(lambda state: self._observe(state, digest, serial))
        except StoreError as error:
            return attrs.evolve(_refused(503, error), event=event, serial=serial)
        return Received(
            decision=seen.verdict,
            status=200,
            event=event,
            serial=serial,
            gaps=seen.gaps,
            needs_resync=seen.needs_resync,
            digest=digest,
        )

    def _observe(self, state: StreamState, digest: str, serial: int | None) -> Observation:
        now = round(self._clock.now().time.timestamp() * 1000)
        counts = self._notifications.serial is not None
        return observe(state, digest, serial, now, self._window, counts=counts)

    def _forget(self, received: Received[Any]) -> None:
        if not isinstance(received, Received):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            message = f"pass what receive() returned, not {type_name(received)}"
            raise ArgumentError(message, place="received")
        if received.is_new:
            digest, serial = received.digest, received.serial
            self._change(lambda state: forget(state, digest, serial))

    def _change(self, change: Callable[[StreamState], Any]) -> Any:
        for _ in swap_attempts():
            record = self._store.load(self._key)
            state = _decoded(record)
            result = change(state)
            if self._store.swap(self._key, record, msgspec.json.encode(state)):
                return result
        raise StoreError("other processes kept changing the record of this stream; try again")


class Receiver(BaseReceiver[T]):
    """
    Receives the notifications of one stream. Threads and processes may share its store.
    """

    def receive(self, body: bytes | str, headers: GivenHeaders | None = None) -> Received[T]:
        """
        Say what a request is. Nothing that a sender does makes this raise.

        Args:
            body: The raw body.
            headers: Its headers: a mapping, or pairs of name and value.

        Returns:
            The notification and what to do with it. If ``is_new``, fetch what it names.
        """
        return self._receive(body, headers)

    def forget(self, received: Received[T]) -> None:
        """
        Take back a notification that your program could not process.

        Answer the request with 503; when the provider sends it again, it is new.

        Raises:
            StoreError: The store does not work.
        """
        self._forget(received)


class AsyncReceiver(BaseReceiver[T]):
    """
    As :class:`Receiver`, with ``await``. A store that blocks is used in a thread.
    """

    async def receive(self, body: bytes | str, headers: GivenHeaders | None = None) -> Received[T]:
        """
        Say what a request is. See :meth:`Receiver.receive`.
        """
        return await in_thread(self._store, lambda: self._receive(body, headers))

    async def forget(self, received: Received[T]) -> None:
        """
        Take back a notification. See :meth:`Receiver.forget`.
        """
        await in_thread(self._store, lambda: self._forget(received))


def _checked_secret(
    notifications: Notifications[Any], secret: Secret | str | bytes | None
) -> Secret | None:
    if secret is None:
        return None
    if notifications.digest is None:
        raise ConfigurationError("this provider signs nothing, so a secret has no use")
    if not isinstance(secret, Secret | str | bytes):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError("the secret must be a str, bytes or a Secret")
    if not secret:
        raise ConfigurationError("the secret is empty, so anyone could sign")
    plain = secret.reveal() if isinstance(secret, Secret) else secret
    return Secret(octets(plain, "secret").hex())


def _decoded(record: bytes | None) -> StreamState:
    if record is None:
        return StreamState()
    try:
        return msgspec.json.decode(record, type=StreamState)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return StreamState()  # of another version: restart the stream


def _refused(status: int, error: KontokitError) -> Received[Any]:
    return Received(decision="refused", status=status, error=strip_traceback(error))
