"""
What the blocking client and the one with ``await`` have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ..auth.credentials import Given, RefreshToken, UserCredentials
from ..auth.security_schemes import USER, argument_name, missing_client
from ..core.exceptions import ClientClosed, ConfigurationError, KontokitError
from ..core.keyed_lock import Runways
from ..core.secret import Secret
from ..core.tracebacks import Discreet, discreet, without_frames
from ..http.messages import AsyncTransport, Transport, WireResponse
from ..operations import Operation
from ..pipeline.async_token_manager import AsyncKeeper
from ..pipeline.call_options import CallOptions
from ..pipeline.capture import refuse_recorded
from ..pipeline.request_pipeline import Call, Core
from ..pipeline.token_manager import Keeper
from ..serialization.response_parser import Response

if TYPE_CHECKING:
    from ..sca.client import Home


from ..core.tracebacks import ready, without_raising
from ..pipeline.capture import Capture, waiting_capture

TransportT = TypeVar("TransportT", Transport, AsyncTransport)
KeeperT = TypeVar("KeeperT", Keeper, AsyncKeeper)


class Shared:
    """
    What clients that are narrowed from one another share; made when it is first wanted.
    """

    def __init__(self) -> None:
        self._home: Home | None = None
        self._gate = Runways()

    def home(self) -> Home:
        """
        What all their conversations about SCA have in common.
        """
        from ..sca.client import Home  # what shows challenges is loaded when it is needed

        with self._gate.alone("home"):
            if self._home is None:
                self._home = Home()
            return self._home


class BaseClient(Discreet, Generic[TransportT, KeeperT]):
    """
    What both clients have in common.
    """

    _core: Core
    _transport: TransportT
    _keeper: KeeperT
    _owns_transport: bool
    _closed: bool
    _shared: Shared

    def _set_up(
        self,
        core: Core,
        transport: TransportT,
        keeper: KeeperT,
        *,
        owns_transport: bool,
        shared: Shared | None = None,
    ) -> Self:
        self._core = core
        self._transport = transport
        self._keeper = keeper
        self._owns_transport = owns_transport
        self._closed = False
        self._shared = shared or Shared()
        return self

    @property
    def base_url(self) -> str:
        """
        The server this client speaks to, and the prefix of all its paths.
        """
        return str(self._core.base)

    @discreet
    def with_auth(self, **credentials: Given) -> Self:
        """
        A new client with other credentials, over the same connections.

        Closing it leaves the connections to the client it came from.

        Args:
            credentials: Named like the arguments of the constructor; None removes one. A
                token of a user gives way to the credentials of one, and the other way round.

        Returns:
            The new client. This one stays as it is.

        Raises:
            ConfigurationError: A name is unknown, or a value cannot be used.
        """
        core = without_raising(self._core.with_credentials, credentials)
        del credentials
        return self._narrowed(core)

    def _as_user(
        self, user: str | UserCredentials | RefreshToken, password: str | Secret | None
    ) -> Self:
        if isinstance(user, str):
            if password is None:
                raise ConfigurationError("as_user needs a name and a password, or credentials")
            user, password = UserCredentials(user, password), None
        if not isinstance(user, UserCredentials | RefreshToken):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError("as_user needs a name and a password, or credentials")
        if password is not None:
            raise ConfigurationError("the credentials given to as_user hold the password already")
        given: dict[str, Given] = {argument_name(USER): user}
        other = self._narrowed(without_raising(self._core.with_credentials, given))
        missing = missing_client(other._core.api, other._core.credentials)
        if missing is not None:
            raise ConfigurationError(f"as_user needs {missing}, with which users are signed in")
        return other

    def _narrowed(self, core: Core | KontokitError) -> Self:
        self._refuse_closed()
        other = object.__new__(type(self))
        return other._set_up(
            ready(core), self._transport, self._keeper, owns_transport=False, shared=self._shared
        )

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosed("this client is closed; make a new one")

    def _prepare(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None,
        body: object,
        options: CallOptions | None,
    ) -> Call | KontokitError:
        try:
            self._refuse_closed()
            refuse_recorded()
            capture = self._capture()
            media_type = capture.media_type if capture else None
            return self._core.prepare(operation, args or {}, body, options, media_type)
        except KontokitError as error:
            return without_frames(error)

    def _prepare_link(
        self,
        resource: object,
        relation: str,
        body: object,
        query: Mapping[str, object] | None,
        options: CallOptions | None,
    ) -> Call | KontokitError:
        try:
            self._refuse_closed()
            refuse_recorded()
            link = self._core.resolve(resource, relation)
            return self._core.prepare_link(link, body, query, options)
        except KontokitError as error:
            return without_frames(error)

    def _capture(self) -> Capture | None:
        capture = waiting_capture.get()
        wanted = capture is not None and capture.client is self and capture.response is None
        return capture if wanted else None

    def _finish(self, call: Call, outcome: WireResponse | KontokitError) -> Response[Any]:
        if isinstance(outcome, KontokitError):
            raise outcome
        response = self._core.interpret(call, outcome)
        capture = self._capture()
        if capture is not None:
            capture.response = response
        return response

    def _give_back(self) -> TransportT | None:
        already, self._closed = self._closed, True
        return self._transport if self._owns_transport and not already else None

    def __repr__(self) -> str:
        if "_core" not in vars(self):  # shown in the traceback of its constructor
            return f"{type(self).__name__}(…)"
        named = ", ".join(f"{argument_name(name)}=***" for name in self._core.credentials)
        state = ", closed" if self._closed else ""
        inner = f"base_url={self.base_url!r}{', ' if named else ''}{named}{state}"
        return f"{type(self).__name__}({inner})"
