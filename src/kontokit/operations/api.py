"""
What all operations of one API share: servers, security schemes, services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct, field

from .operation import Operation, RelationTarget

if TYPE_CHECKING:
    from .error_codes import CodeHelp, ErrorCodes


class BearerScheme(Struct, frozen=True, kw_only=True):
    """
    A token sent as ``Authorization: Bearer …``.
    """


class BasicScheme(Struct, frozen=True, kw_only=True):
    """
    User name and password sent as ``Authorization: Basic …``.
    """


class HeaderScheme(Struct, frozen=True, kw_only=True):
    """
    A token sent in a header of its own, behind an optional prefix.
    """

    header: str
    prefix: str = ""


class QueryScheme(Struct, frozen=True, kw_only=True):
    """
    A token sent as a parameter of the query.
    """

    parameter: str


class CookieScheme(Struct, frozen=True, kw_only=True):
    """
    A token sent as a cookie.
    """

    cookie: str


class CertificateScheme(Struct, frozen=True, kw_only=True):
    """
    The client's certificate, which the connection has: see ``Http``.
    """


class TokenScheme(Struct, frozen=True, kw_only=True):
    """
    A bearer token that a token endpoint issues for credentials, as in OAuth 2.
    """

    grant: Literal["client_credentials", "password"]
    """Whose token it is: that of a client, or that of one of its users."""
    client: str
    """The name of the client's credentials, such as ``clientCredentials``."""
    sent: Literal["form", "basic"]
    """Where the client's credentials go: into fields of the form, or HTTP Basic."""
    url: str
    """Where tokens are made: a path below the base URL, or an absolute URL."""
    urls: Mapping[str, str] = field(default_factory=dict[str, str])
    """Environment → absolute URL, where tokens are made by another server."""
    refreshable: bool = False
    """The service also takes the grant ``refresh_token``."""
    scoped: bool = False
    """The service lets a client ask for less than everything."""
    expiry: str | None = None
    """The field with the expiry of the token, as a datetime; without it, ``expires_in`` counts."""


Scheme: TypeAlias = (
    BearerScheme
    | BasicScheme
    | HeaderScheme
    | QueryScheme
    | CookieScheme
    | CertificateScheme
    | TokenScheme
)


class TokenService(Struct, frozen=True, kw_only=True):
    """
    The operations that deal with tokens, where the API has them.
    """

    create: Operation[Any] | None = None
    """Makes tokens; its documented response and errors are those of the token service."""
    revoke: Operation[Any] | None = None
    """Ends a token, passed as ``token``."""
    introspect: Operation[Any] | None = None
    """
    Says what a ``token`` is, or fails if it is not valid. It is asked after a 403 of
    APIs that respond so to an expired token.
    """


class UserService(Struct, frozen=True, kw_only=True):
    """
    The operations that create and delete users.
    """

    create: Operation[Any]
    username: str
    """The field of the body with the name that the user signs in with."""
    password: str
    """The field of the body with the password."""
    remove: tuple[Operation[Any], ...]
    """The operations that delete a user, in this order."""
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    """
    Wire name → value of the parameters that these operations have. ``{username}`` stands for
    the user's name, ``{tenant}`` for what is before the slash of the client's id.
    """


class EnvVariables(Struct, frozen=True, kw_only=True):
    """
    The environment variables from which ``from_env`` reads one argument of a client.
    """

    argument: str
    names: tuple[str, ...]
    """The variable with the value, or those with an id and its secret."""
    required: bool = False


def _no_token_service() -> TokenService:
    return TokenService()


def _no_relations() -> Mapping[str, RelationTarget]:
    return {}


class Api(Struct, frozen=True, kw_only=True):
    """
    What all operations of one API share.
    """

    name: str
    environments: Mapping[str, str]
    """Environment name → base URL."""
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    correlation_header: str | None = None
    """Request header that carries an id of each call."""
    request_id_header: str | None = None
    """Response header in which the provider names the request."""
    token_service: Callable[[], TokenService] = _no_token_service
    """Called when a token is first asked for."""
    user_service: Callable[[], UserService] | None = None
    """Called when a user is made or removed; None where the API has no users."""
    relations: Callable[[], Mapping[str, RelationTarget]] = _no_relations
    """
    Called when a relation is first followed. Under ``Location`` it has what that header leads to.
    """
    sca: Callable[[], Any] | None = None
    """
    Returns the ``kontokit.operations.sca.ScaConfig``, which are made of operations; called when a
    flow about SCA begins. None where the API asks for none.
    """
    path_aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path prefix as links spell it → prefix of the path templates."""
    variables: tuple[EnvVariables, ...] = ()
    """What ``from_env`` reads."""
    error_codes: Callable[[], ErrorCodes] | None = None
    """Called when an error has a code; None where the package explains no codes."""

    def explain(self, code: str | None) -> CodeHelp | None:
        """
        What an error code means; None if it is not known.
        """
        # Imported here, since most programs start without an error.
        from .error_codes import explained

        return explained(self.error_codes() if self.error_codes else None, code)
