"""
What both kinds of desk have in common: settings, and sessions from calls and records.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, Self, TypeAlias, TypeVar

import attrs

from ..core.clock import AnchoredClock, Clock, SystemClock
from ..core.exceptions import ConfigurationError
from ..core.typeguards import is_mapping, type_name
from ..operations import Operation
from ..operations.sca import ScaMechanisms
from ..pipeline.capture import RecordedCall
from ..pipeline.request_pipeline import Core
from ..stores import MemoryStore, SwapStore
from .adapters.base import Mechanics, Pages
from .adapters.browser import checked_browser_url, new_state, state_digest
from .adapters.hypermedia import Following
from .adapters.repeat_call import Repeating
from .adapters.web_form import Filling
from .errors import RecordRefused
from .flow.executor import Means
from .lockout_guard import CredentialFuse
from .options import Interaction, Policy
from .records.record import from_bytes, from_record
from .records.secret_slots import Credentials, Secrets, given_secrets, plain_body, slots, take_apart
from .state.flow_state import Mechanism, Request, Session

DoT = TypeVar("DoT")
_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,100}")
Source: TypeAlias = Mapping[str, Any] | str
"""A record, or the id under which a store keeps one."""


@attrs.frozen
class Home:
    """
    What all conversations of a client, and of those narrowed from it, have in common.
    """

    fuse: CredentialFuse = attrs.field(factory=CredentialFuse)
    store: SwapStore = attrs.field(factory=MemoryStore)


class BaseDesk(Generic[DoT]):
    """
    What ``ScaDesk`` and ``AsyncScaDesk`` have in common.
    """

    def __init__(
        self, client: object, core: Core, do: DoT, home: Home, policy: Policy | None = None
    ) -> None:
        """
        Set up a desk; ``client.sca`` does.
        """
        self._client = client
        self._core = core
        self._do: DoT = do
        self._home = home
        self._policy = policy or Policy(store=home.store, clock=SystemClock())

    def using(
        self,
        *,
        store: SwapStore | None = None,
        interaction: Interaction | None = None,
        auto_choose: bool | None = None,
        return_url: str | None = None,
        record_key: bytes | None = None,
        flow_id: str | None = None,
        clock: Clock | None = None,
        sleep: Callable[[float], Any] | None = None,
    ) -> Self:
        """
        A desk whose conversations behave otherwise. What is not given stays as it is.

        Args:
            store: Where records are kept: ``MemoryStore``, ``FileStore``, ``SqliteStore`` or
                ``RedisStore``. Several workers need one that they share.
            interaction: ``NEVER`` raises ``InteractionRequired`` where the user is needed.
            auto_choose: Choose a method or a medium by itself where only one is offered.
            return_url: Where the browser is sent back to, with ``sca_state`` added to its
                query; https.
            record_key: At least 32 secret bytes that seal the records, so that nobody else can
                alter one.
            flow_id: The id under which the next conversation is kept, such as ``order-4711``: with
                a store that lasts, ``start`` does it once, and ``resume`` finds it whatever
                happens. A second ``start`` raises ScaConflict.
            clock: A clock of your own, for tests.
            sleep: What waits, for tests: a function of seconds, or a coroutine function.

        Raises:
            ConfigurationError: A value cannot be used.
        """
        given: dict[str, Any] = {
            "store": _checked_store(store),
            "interaction": _checked_interaction(interaction),
            "auto_choose": auto_choose,
            "return_url": _checked_url(return_url, allow_loopback=self._allows_loopback),
            "record_key": _checked_key(record_key),
            "flow_id": _checked_id(flow_id),
            "clock": clock,
            "sleep": sleep,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        policy = attrs.evolve(self._policy, **changed)
        return type(self)(self._client, self._core, self._do, self._home, policy)

    def unlock(self) -> None:
        """
        Let credentials that a bank has refused be sent once more, because somebody decided so.
        """
        self._home.fuse.unlock()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._core.api.name}>"

    @property
    def _allows_loopback(self) -> bool:
        return self._core.base.origin.is_loopback

    def _opened(self, call: RecordedCall) -> tuple[Session, Means, Policy]:
        operation = call.operation
        given = {"arguments": dict(call.arguments), "body": plain_body(operation, call.body)}
        parts, secrets = take_apart(given)
        mechanism, mechanics = mechanics_of(self._core, operation)
        request = Request(
            operation=operation.id,
            arguments=parts["arguments"],
            body=parts["body"],
            is_order=operation.retry == "payment",
        )
        now = AnchoredClock(self._policy.clock)
        moment = now.now().time
        means = self._means(mechanics, secrets, now)
        session = Session(
            id=self._policy.flow_id or str(uuid.uuid4()),
            api=self._core.api.name,
            base=str(self._core.base),
            mechanism=mechanism,
            request=request,
            key=str(uuid.uuid4()),
            created=moment,
            updated=moment,
            sent_along=None if means.pages.return_url is None else state_digest(means.pages.state),
        )
        return session, attrs.evolve(means, options=call.options), self._policy

    def _means(self, mechanics: Mechanics, secrets: Secrets, clock: Clock) -> Means:
        pages = Pages(
            return_url=self._policy.return_url,
            state=new_state(),
            allow_loopback=self._allows_loopback,
        )
        return Means(
            core=self._core,
            mechanics=mechanics,
            clock=clock,
            pages=pages,
            secrets=secrets,
            fuse=self._home.fuse,
        )

    def _reopened(
        self, source: Source, kept: bytes | None, credentials: Credentials | None
    ) -> tuple[Session, Means, Policy]:
        session: Session = self._latest(source, kept)
        if (session.api, session.base) != (self._core.api.name, str(self._core.base)):
            raise RecordRefused(f"the record belongs to {session.api} at another server")
        operation = self._operation(session)
        _, mechanics = mechanics_of(self._core, operation)
        needed = (*slots(session.request.arguments), *slots(session.request.body))
        known = given_secrets(credentials) if needed and not session.state.is_final else {}
        secrets = {name: known[name] for name in needed if name in known}
        missing = [name for name in needed if name not in secrets]
        if credentials is not None and missing and not session.state.is_final:
            raise ConfigurationError(f"credentials lacks {', '.join(map(repr, missing))}")
        means = self._means(mechanics, secrets, AnchoredClock(self._policy.clock))
        return session, means, self._policy

    def _latest(self, source: Source, kept: bytes | None) -> Session:
        key = self._policy.record_key
        stored = None if kept is None else from_bytes(kept, key)
        if not isinstance(source, str):
            given = from_record(source, key)
            return given if stored is None or stored.revision < given.revision else stored
        if stored is None:
            raise RecordRefused("the store has no such record")
        return stored

    def _operation(self, session: Session) -> Operation[Any]:
        known = {operation.id: operation for operation in words_of(self._core).operations}
        if session.request.operation not in known:
            raise RecordRefused(f"there is no operation {session.request.operation!r}")
        return known[session.request.operation]


def id_of(source: Source) -> str:
    """
    The id of a conversation.

    Args:
        source: A record, or the id itself.

    Raises:
        RecordRefused: It is neither.
    """
    if isinstance(source, str):
        return source
    if not is_mapping(source):
        raise RecordRefused(f"a {type_name(source)} is neither a record nor the id of one")
    return str(source.get("id"))


def words_of(core: Core) -> ScaMechanisms:
    """
    How an API asks for SCA.

    Args:
        core: The client's configuration.

    Raises:
        ConfigurationError: It does not.
    """
    if core.api.sca is None:
        raise ConfigurationError(f"{core.api.name} knows no strong customer authentication")
    words: ScaMechanisms = core.api.sca()
    return words


def mechanics_of(core: Core, operation: Operation[Any]) -> tuple[Mechanism, Mechanics]:
    """
    The mechanism of an operation.

    Args:
        core: The client's configuration.
        operation: The operation.

    Raises:
        ConfigurationError: It asks for no SCA.
    """
    words = words_of(core)
    if "repeat" in operation.sca and words.repeat is not None:
        return "repeat", Repeating(words.repeat, operation)
    if operation.id in words.forms:
        return "form", Filling(words.forms[operation.id], operation)
    if operation.sca and words.relations is not None:
        return "relations", Following(words.relations, operation)
    raise ConfigurationError(
        f"{operation.id} asks for no strong customer authentication; call it directly"
    )


def _checked_interaction(interaction: Interaction | None) -> Interaction | None:
    if interaction not in (None, "always", "never"):
        raise ConfigurationError('interaction is "always" or "never"')
    return interaction


def _checked_id(flow_id: str | None) -> str | None:
    if flow_id is not None and not _ID.fullmatch(flow_id):
        raise ConfigurationError("a flow_id has 1 to 100 letters, digits and any of . _ : -")
    return flow_id


def _checked_store(store: SwapStore | None) -> SwapStore | None:
    if store is not None and not hasattr(store, "swap"):
        raise ConfigurationError(
            f"the store of type {type(store).__name__} has no swap, so it cannot keep records; "
            "give one such as SqliteStore(path, key=…)"
        )
    return store


def _checked_url(url: str | None, *, allow_loopback: bool) -> str | None:
    if url is None:
        return None
    return checked_browser_url(url, allow_loopback=allow_loopback, place="return_url")


def _checked_key(key: bytes | None) -> bytes | None:
    if key is not None and (not isinstance(key, bytes) or len(key) < 32):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError("a record_key has at least 32 bytes")
    return key
