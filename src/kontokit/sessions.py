"""
Signing in and out, and the life of users, as flows without I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import attrs

from .auth.credentials import ClientCredentials, UserCredentials
from .auth.schemes import USER, argument_name
from .auth.sources import TokenSource
from .auth.steps import Forget, Obtain, Recall
from .auth.tokens import Token
from .conversation import Talk, invoke
from .core import Core
from .errors import ConfigurationError, KontokitError, TransportError
from .operations import Operation, TokenScheme, UserService
from .secrets import Secret

ClientT_co = TypeVar("ClientT_co", covariant=True)


@attrs.frozen(kw_only=True)
class NewUser(Generic[ClientT_co]):
    """
    A user that was just created.
    """

    client: ClientT_co
    """A client for this user."""
    credentials: UserCredentials
    """What the user signs in with. Keep it: nobody can tell the password again."""


def sign_in(core: Core) -> Talk[KontokitError | None]:
    """
    Get a token for whom the client acts: the user, or else the client itself.

    Args:
        core: The client's configuration.

    Returns:
        The error, if there is no token to be had.
    """
    for source in _acting(core):
        token: Token | KontokitError = yield Obtain(source, anew=True)
        if isinstance(token, KontokitError):
            return token
    return None


def sign_out(core: Core) -> Talk[KontokitError | None]:
    """
    Revoke the token of whom the client acts for, and throw it away.

    Args:
        core: The client's configuration.

    Returns:
        The error, if the server could not be told; then everything stays as it was.
    """
    for source in _acting(core):
        failed = yield from _signed_out(core, source)
        if failed is not None:
            return failed
    return None


def _signed_out(core: Core, source: TokenSource) -> Talk[KontokitError | None]:
    token: Token | KontokitError | None = yield Recall(source)
    revoke = core.api.token_service().revoke
    if isinstance(token, Token) and revoke is not None:
        given = {"token": token.refresh or token.access}
        answer = yield from (
            invoke(core, revoke, {}, given) if revoke.body else invoke(core, revoke, given)
        )
        if isinstance(answer, KontokitError):
            return answer
    failed: KontokitError | None = yield Forget(source)
    return failed


def create_user(
    core: Core, credentials: UserCredentials, details: Mapping[str, Any]
) -> Talk[KontokitError | None]:
    """
    Create a user. If the answer is lost, signing in tells whether the user exists.

    Args:
        core: The client's configuration.
        credentials: What the user will sign in with.
        details: Further fields of the operation, by their names on the wire.

    Returns:
        The error, if there is no such user.
    """
    service = _user_service(core)
    password = credentials.password
    body = {**details, service.username: credentials.username, service.password: password}
    args = _arguments(core, service, service.create, credentials.username)
    answer = yield from invoke(core, service.create, args, body)
    source = _user_source(core.with_credentials({argument_name(USER): credentials}))
    if isinstance(answer, TransportError) and answer.maybe_sent:
        token: Token | KontokitError = yield Obtain(source, anew=True)
        return answer if isinstance(token, KontokitError) else None
    if isinstance(answer, KontokitError):
        return answer
    failed: KontokitError | None = yield Forget(source)  # a former refusal counts no more
    return failed


def delete_user(core: Core) -> Talk[KontokitError | None]:
    """
    Remove the user for whom the client acts, in the order that the API demands.

    Args:
        core: The client's configuration.

    Returns:
        The error, if a step failed; those before it are done.
    """
    service, source = _user_service(core), _user_source(core)
    user = source.user
    if not isinstance(user, UserCredentials):
        return ConfigurationError("delete_user needs the client of a user with a name")
    for operation in service.remove:
        args = _arguments(core, service, operation, user.username)
        answer = yield from invoke(core, operation, args)
        if isinstance(answer, KontokitError):
            return answer
    failed: KontokitError | None = yield Forget(source)
    return failed


def _acting(core: Core) -> list[TokenSource]:
    sources = list(_sources(core))
    users = [source for source in sources if source.user is not None]
    found = list({source.key: source for source in users or sources}.values())
    if not found:
        raise ConfigurationError(
            f"this {core.api.name} client has nothing to sign in with; its tokens are given"
        )
    return found


def _sources(core: Core) -> Iterator[TokenSource]:
    for name, scheme in core.api.schemes.items():
        if isinstance(scheme, TokenScheme):
            source = core.source(name)
            if source is not None:
                yield source


def _user_source(core: Core) -> TokenSource:
    for source in _sources(core):
        if source.user is not None:
            return source
    raise ConfigurationError(
        f"this {core.api.name} client acts for no user; make one with as_user(…)"
    )


def _user_service(core: Core) -> UserService:
    if core.api.user_service is None:
        raise ConfigurationError(f"{core.api.name} has no users")
    return core.api.user_service()


def _arguments(
    core: Core, service: UserService, operation: Operation[Any], username: str
) -> dict[str, object]:
    filled = {"username": username, "tenant": _tenant(core)}
    return {
        parameter.name: service.arguments[parameter.wire].format(**filled)
        for parameter in operation.parameters
        if parameter.wire in service.arguments
    }


def _tenant(core: Core) -> str:
    """
    What is before the slash of the client's id.
    """
    clients = (c for c in core.credentials.values() if isinstance(c, ClientCredentials))
    client = next(clients, ClientCredentials("", Secret("")))
    return client.id.partition("/")[0]
