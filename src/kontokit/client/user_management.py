"""
Signing in and out, and the life of users, as flows without I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import attrs

from ..auth.credentials import ClientCredentials, UserCredentials
from ..auth.effects import Forget, Obtain, Recall
from ..auth.security_schemes import USER, argument_name, given_user_token, missing_client
from ..auth.token import Token, TokenSource
from ..core.exceptions import ConfigurationError, KontokitError, ResponseError, TransportError
from ..core.secret import Secret
from ..operations import Operation, TokenScheme, UserService
from ..pipeline.authorized_send import Talk, invoke
from ..pipeline.request_pipeline import Core
from ..serialization.response_parser import Response

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
    tokens: tuple[Token, ...] | KontokitError = yield Recall(source)
    if isinstance(tokens, KontokitError):
        return tokens
    revoke = core.api.token_service().revoke
    for token in tokens if revoke else ():
        answer = yield from _revoked(core, revoke, token.refresh or token.access)
        if isinstance(answer, KontokitError):
            return answer
    failed: KontokitError | None = yield Forget(source)
    return failed


def _revoked(
    core: Core, revoke: Operation[Any] | None, token: Secret
) -> Talk[Response[Any] | KontokitError | None]:
    if revoke is None:
        return None
    given = {"token": token}
    if revoke.body is not None:
        return (yield from invoke(core, revoke, {}, given))
    return (yield from invoke(core, revoke, given))


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

    Raises:
        ConfigurationError: The credentials, or those of the client, cannot be used; nothing
            was sent.
    """
    service = _user_service(core)
    source = _user_source(core.with_credentials({argument_name(USER): credentials}))
    if not isinstance(source.user, UserCredentials):
        raise ConfigurationError("create_user needs UserCredentials(username, password)")
    password = credentials.password
    body = {**details, service.username: credentials.username, service.password: password}
    args = _arguments(core, service, service.create, credentials.username)
    answer = yield from invoke(core, service.create, args, body)
    if isinstance(answer, ResponseError):
        answer.body = b""  # some providers tell the password again
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
    for operation in service.remove:
        args = _arguments(core, service, operation, _username(service, source))
        answer = yield from invoke(core, operation, args)
        if isinstance(answer, KontokitError):
            return answer
    failed: KontokitError | None = yield Forget(source)
    return failed


def _username(service: UserService, source: TokenSource) -> str:
    if isinstance(source.user, UserCredentials):
        return source.user.username
    if any("{username}" in value for value in service.arguments.values()):
        raise ConfigurationError("delete_user needs the client of a user with a name")
    return ""


def _acting(core: Core) -> list[TokenSource]:
    given = given_user_token(core.api, core.credentials)
    if given is not None:
        raise ConfigurationError(
            f"the {given} of this {core.api.name} client was given; whoever got it ends it"
        )
    sources = list(_sources(core))
    users = [source for source in sources if source.user is not None]
    found = list({source.key: source for source in users or sources}.values())
    if not found:
        raise ConfigurationError(
            f"this {core.api.name} client has nothing to sign in with: no credentials from "
            "which tokens are made"
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
    missing = missing_client(core.api, core.credentials)
    wanted = f"it needs {missing}" if missing else "make one that does with as_user(…)"
    raise ConfigurationError(f"this {core.api.name} client acts for no user; {wanted}")


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
