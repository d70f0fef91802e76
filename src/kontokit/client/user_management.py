"""
User management: sign in and out, create and delete users. No I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from ..auth.credentials import ClientCredentials, UserCredentials
from ..auth.effects import DropTokens, GetToken, PeekTokens
from ..auth.security_schemes import USER, argument_name, given_user_token, missing_client
from ..auth.token import Token, TokenGrant
from ..core.deadline import Deadline
from ..core.exceptions import ConfigurationError, KontokitError, ResponseError, TransportError
from ..core.secret import Secret
from ..operations import Operation, TokenScheme, UserService
from ..pipeline.authorized_send import CallSteps, call_operation
from ..pipeline.request_pipeline import RequestPipeline

ClientT_co = TypeVar("ClientT_co", covariant=True)


class NewUser(msgspec.Struct, Generic[ClientT_co], frozen=True, kw_only=True, weakref=True):
    """
    A user that was just created.
    """

    client: ClientT_co
    """A client for this user."""
    credentials: UserCredentials
    """The name and password of the user. Save them: the password cannot be read again."""


def sign_in(pipeline: RequestPipeline) -> CallSteps[None]:
    """
    Get a token of the user, or else of the client itself.

    Raises:
        KontokitError: The token request failed.
    """
    for grant in _acting(pipeline):
        token: Token | KontokitError = yield _fresh_token(pipeline, grant)
        if isinstance(token, KontokitError):
            raise token


def sign_out(pipeline: RequestPipeline) -> CallSteps[None]:
    """
    Revoke and discard the token of this client's user, or of the client.

    Raises:
        KontokitError: The token could not be revoked, and is still saved.
    """
    revoke = pipeline.api.token_service().revoke
    for grant in _acting(pipeline):
        tokens: tuple[Token, ...] = yield PeekTokens(grant)
        # The refresh token if there is one: revoking it ends its access tokens too (RFC 7009).
        for token in tokens if revoke else ():
            yield from _revoke(pipeline, revoke, token.refresh or token.access)
        yield DropTokens(grant)


def _fresh_token(pipeline: RequestPipeline, grant: TokenGrant) -> GetToken:
    deadline = Deadline.after(pipeline.timeouts.total)
    return GetToken(grant, force=True, deadline=deadline)


def _revoke(
    pipeline: RequestPipeline, revoke: Operation[Any] | None, token: Secret
) -> CallSteps[None]:
    if revoke is None:
        return
    given = {"token": token}
    if revoke.body is not None:
        yield from call_operation(pipeline, revoke, {}, given)
    else:
        yield from call_operation(pipeline, revoke, given)


def create_user(
    pipeline: RequestPipeline, credentials: UserCredentials, details: Mapping[str, Any]
) -> CallSteps[None]:
    """
    Create a user. If the response is lost, a sign-in shows whether the user exists.

    Args:
        credentials: The name and password of the new user.
        details: Further fields of the operation, by their names on the wire.

    Raises:
        ConfigurationError: The credentials, or those of the client, cannot be used; nothing
            was sent.
        KontokitError: The user does not exist.
    """
    service = _user_service(pipeline)
    grant = _user_grant(pipeline.with_credentials({argument_name(USER): credentials}))
    if not isinstance(grant.user, UserCredentials):
        raise ConfigurationError("create_user needs UserCredentials(username, password)")
    password = credentials.password
    body = {**details, service.username: credentials.username, service.password: password}
    args = _arguments(pipeline, service, service.create, credentials.username)
    try:
        yield from call_operation(pipeline, service.create, args, body)
    except ResponseError as error:
        error.http = error.http.without_body()  # some providers repeat the password in it
        raise
    except TransportError as error:
        if not error.maybe_sent:
            raise
        token: Token | KontokitError = yield _fresh_token(pipeline, grant)
        if isinstance(token, KontokitError):
            raise
    else:
        yield DropTokens(grant)  # an earlier refusal no longer counts


def delete_user(pipeline: RequestPipeline) -> CallSteps[None]:
    """
    Delete the user, in the order that the API requires.

    Raises:
        KontokitError: A step failed; the steps before it were carried out.
    """
    service, grant = _user_service(pipeline), _user_grant(pipeline)
    for operation in service.remove:
        args = _arguments(pipeline, service, operation, _username(service, grant))
        yield from call_operation(pipeline, operation, args)
    yield DropTokens(grant)


def _username(service: UserService, grant: TokenGrant) -> str:
    if isinstance(grant.user, UserCredentials):
        return grant.user.username
    if any("{username}" in value for value in service.arguments.values()):
        raise ConfigurationError("delete_user needs the client of a user with a name")
    return ""


def _acting(pipeline: RequestPipeline) -> list[TokenGrant]:
    given = given_user_token(pipeline.api, pipeline.credentials)
    if given is not None:
        raise ConfigurationError(
            f"you passed {given} to this {pipeline.api.name} client yourself, so revoke it yourself"
        )
    grants = list(_grants(pipeline))
    users = [grant for grant in grants if grant.user is not None]
    found = list({grant.key: grant for grant in users or grants}.values())
    if not found:
        raise ConfigurationError(
            f"this {pipeline.api.name} client has nothing to sign in with: no credentials from "
            "which tokens are made"
        )
    return found


def _grants(pipeline: RequestPipeline) -> Iterator[TokenGrant]:
    for name, scheme in pipeline.api.schemes.items():
        if isinstance(scheme, TokenScheme):
            grant = pipeline.grant(name)
            if grant is not None:
                yield grant


def _user_grant(pipeline: RequestPipeline) -> TokenGrant:
    for grant in _grants(pipeline):
        if grant.user is not None:
            return grant
    missing = missing_client(pipeline.api, pipeline.credentials)
    wanted = f"it needs {missing}" if missing else "make one that does with as_user(…)"
    raise ConfigurationError(f"this {pipeline.api.name} client has no user; {wanted}")


def _user_service(pipeline: RequestPipeline) -> UserService:
    if pipeline.api.user_service is None:
        raise ConfigurationError(f"{pipeline.api.name} has no users")
    return pipeline.api.user_service()


def _arguments(
    pipeline: RequestPipeline, service: UserService, operation: Operation[Any], username: str
) -> dict[str, object]:
    filled = {"username": username, "tenant": _tenant(pipeline)}
    return {
        parameter.name: service.arguments[parameter.wire].format(**filled)
        for parameter in operation.parameters
        if parameter.wire in service.arguments
    }


def _tenant(pipeline: RequestPipeline) -> str:
    """
    The part of the client's id before the slash.
    """
    clients = (c for c in pipeline.credentials.values() if isinstance(c, ClientCredentials))
    client = next(clients, ClientCredentials("", Secret("")))
    return client.client_id.partition("/")[0]
