"""
Checks the credentials of a client and chooses those of an operation.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from ..core.exceptions import ConfigurationError
from ..core.known_names import named
from ..core.name_words import name_words
from ..core.secret import Secret
from ..operations import (
    Api,
    BasicScheme,
    CertificateScheme,
    CookieScheme,
    HeaderScheme,
    Scheme,
    TokenScheme,
)
from .credentials import (
    ClientCredentials,
    Credential,
    Given,
    UserCredentials,
    UserSignIn,
    checked_client,
    checked_token,
    checked_user,
)
from .token_source import TokenSource

USER: Final = "userCredentials"
"""The name of a user's credentials; the specifications have none."""


def checked_credentials(api: Api, given: Mapping[str, Given]) -> dict[str, Credential]:
    """
    The credentials that are set, checked against the API's schemes.

    Args:
        api: The API and its schemes.
        given: Scheme or credential name → what the caller passed, or None.

    Returns:
        The same names with what is to be used, without those that were not passed.

    Raises:
        ConfigurationError: A name is unknown, or its value is of the wrong kind, empty, or
            impossible to send. The message names the argument, never the value.
    """
    _refuse_unknown(api, given, {*_credential_names(api)})
    checked = {name: _checked(api, name, v) for name, v in given.items() if v is not None}
    _refuse_two_users(api, checked)
    return checked


def _refuse_unknown(api: Api, names: Iterable[str], known: Container[str]) -> None:
    for name in names:
        if name not in known:
            arguments = dict.fromkeys(_credential_names(api))
            spelled = [argument_name(one) for one in arguments]
            shown, listed = named(name, spelled), ", ".join(spelled) or "none"
            raise ConfigurationError(f"{api.name} has no credential {shown}; known: {listed}")


def with_replaced(
    api: Api, kept: Mapping[str, Credential], given: Mapping[str, Given]
) -> dict[str, Credential]:
    """
    Credentials of which some are replaced.

    A user token and user credentials replace each other, and client credentials replace the
    tokens that were made with others. So no token of another user stays behind.

    Args:
        api: The API and its schemes.
        kept: The credentials until now.
        given: Argument name, such as ``user_token``, → credential; None removes one.

    Returns:
        The credentials from now on.

    Raises:
        ConfigurationError: A name is unknown, or a value cannot be used.
    """
    names = credential_arguments(api)
    _refuse_unknown(api, given, names)
    named = {names[name]: value for name, value in given.items()}
    fresh = checked_credentials(api, named)
    gone = {*named, *_replaced(api, fresh)}
    return {**{k: v for k, v in kept.items() if k not in gone}, **fresh}


def credential_arguments(api: Api) -> dict[str, str]:
    """
    Argument of the constructor, such as ``user_token``, → name of the credential.
    """
    return {argument_name(name): name for name in _credential_names(api)}


def usual_alternatives(api: Api) -> tuple[tuple[str, ...], ...]:
    """
    The schemes for a request that no document describes: a user's token, else another token, else
    any other credential.
    """
    users = _user_schemes(api)
    made = [name for name, scheme in api.schemes.items() if isinstance(scheme, TokenScheme)]
    return tuple((name,) for name in dict.fromkeys([*users, *made, *api.schemes]))


def _replaced(api: Api, fresh: Mapping[str, Credential]) -> Iterator[str]:
    users = {USER, *_user_schemes(api)}
    if users & fresh.keys():
        yield from users
    for name, scheme in api.schemes.items():
        if isinstance(scheme, TokenScheme) and scheme.client in fresh:
            yield name


def _refuse_two_users(api: Api, checked: Mapping[str, Credential]) -> None:
    for name in _user_schemes(api):
        if name in checked and USER in checked:
            raise ConfigurationError(
                f"pass {argument_name(USER)} or {argument_name(name)}, not both"
            )


def _user_schemes(api: Api) -> list[str]:
    return [name for name, scheme in api.schemes.items() if _is_for_users(scheme)]


def _is_for_users(scheme: Scheme) -> bool:
    return isinstance(scheme, TokenScheme) and scheme.grant == "password"


def _token_schemes(api: Api) -> Iterator[TokenScheme]:
    return (scheme for scheme in api.schemes.values() if isinstance(scheme, TokenScheme))


def _credential_names(api: Api) -> list[str]:
    clients = [scheme.client for scheme in _token_schemes(api)]
    sent = [n for n, scheme in api.schemes.items() if not isinstance(scheme, CertificateScheme)]
    return [*clients, *([USER] if _user_schemes(api) else []), *sent]


def _checked(api: Api, name: str, value: Given) -> Credential:
    argument = argument_name(name)
    if name == USER:
        users = [scheme for scheme in _token_schemes(api) if _is_for_users(scheme)]
        _check_scope(argument, value, users)
        refreshable = any(scheme.refreshable for scheme in users)
        return checked_user(argument, value, refreshable=refreshable)
    uses = [scheme for scheme in _token_schemes(api) if scheme.client == name]
    _check_scope(argument, value, uses)
    basic = isinstance(api.schemes.get(name), BasicScheme) or any(s.sent == "basic" for s in uses)
    if basic or uses:
        return checked_client(argument, value, basic=basic)
    return checked_token(argument, value)


def _check_scope(argument: str, value: Given, uses: list[TokenScheme]) -> None:
    asked = isinstance(value, ClientCredentials | UserCredentials) and value.scope is not None
    if asked and not any(scheme.scoped for scheme in uses):
        raise ConfigurationError(f"{argument}: this API does not take a scope")


def choose_alternative(
    api: Api,
    operation: str,
    alternatives: tuple[tuple[str, ...], ...],
    configured: Mapping[str, Credential],
) -> tuple[str, ...]:
    """
    The first security alternative of an operation for which everything is configured.

    Args:
        operation: The operation's name, for the error.
        alternatives: Alternatives of scheme names; none means that no credential is needed.
        configured: The credentials by name.

    Returns:
        The scheme names to use; empty where none is needed.

    Raises:
        ConfigurationError: No alternative is complete; the message names the arguments.
    """
    # The order of the specification counts: providers list the preferred one first. Whether the
    # connection has a certificate is not known here, so what needs nothing else comes last.
    last: tuple[str, ...] | None = None
    for alternative in alternatives:
        if all(is_usable(api, name, configured) for name in alternative):
            if not _is_certificate_only(api, alternative):
                return alternative
            last = last or alternative
    if last is not None:
        return last
    if not alternatives:
        return ()
    wanted = " or ".join(
        " with ".join(_wanted(api, name) for name in alternative) for alternative in alternatives
    )
    held = " and ".join(argument_name(name) for name in configured) or "no credentials"
    raise ConfigurationError(f"{operation} needs {wanted}; this {api.name} client has {held}")


def _is_certificate_only(api: Api, alternative: tuple[str, ...]) -> bool:
    schemes = [api.schemes[name] for name in alternative]
    return bool(schemes) and all(isinstance(one, CertificateScheme) for one in schemes)


def is_usable(api: Api, name: str, configured: Mapping[str, Credential]) -> bool:
    """
    Whether a scheme can be used: its credential was passed, or its token can be made.

    Args:
        name: The scheme.
        configured: The credentials by name.
    """
    if name in configured:
        return True
    scheme = api.schemes[name]
    if isinstance(scheme, CertificateScheme):
        return True
    if not isinstance(scheme, TokenScheme) or scheme.client not in configured:
        return False
    return scheme.grant != "password" or USER in configured


def missing_client(api: Api, configured: Mapping[str, Credential]) -> str | None:
    """
    The argument with the client credentials that users are signed in with, if it was not passed.

    Args:
        configured: The credentials by name.
    """
    clients = [scheme.client for scheme in _token_schemes(api) if _is_for_users(scheme)]
    if any(client in configured for client in clients):
        return None
    return argument_name(clients[0]) if clients else argument_name(USER)


def given_user_token(api: Api, configured: Mapping[str, Credential]) -> str | None:
    """
    The argument with a user token from the caller, if there is one.

    Args:
        configured: The credentials by name.
    """
    given = (name for name in _user_schemes(api) if name in configured)
    return next(map(argument_name, given), None)


def token_sign_in(
    api: Api, name: str, configured: Mapping[str, Credential]
) -> tuple[TokenScheme, ClientCredentials, UserSignIn | None] | None:
    """
    The credentials that get the token of a scheme, or None if its credential is sent itself.

    Args:
        name: A usable scheme.
        configured: The credentials by name.
    """
    scheme = api.schemes[name]
    if name in configured or not isinstance(scheme, TokenScheme):
        return None
    client, user = configured[scheme.client], configured.get(USER)
    if not isinstance(client, ClientCredentials):  # checked_credentials has made sure
        raise ConfigurationError(f"{argument_name(scheme.client)} needs ClientCredentials")
    if scheme.grant == "client_credentials" or isinstance(
        user, Secret | TokenSource | ClientCredentials
    ):
        user = None
    return scheme, client, user


def _wanted(api: Api, name: str) -> str:
    scheme = api.schemes[name]
    if isinstance(scheme, CertificateScheme):
        return "a client certificate"
    if not isinstance(scheme, TokenScheme):
        return argument_name(name)
    client = argument_name(scheme.client)
    if scheme.grant == "password":
        return f"a user ({client} and as_user(…), or {argument_name(name)})"
    return f"{client} (or {argument_name(name)})"


def auth_header_names(api: Api) -> frozenset[str]:
    """
    The headers that only credentials may set, in lower case.

    Args:
        api: The API and its schemes.

    Returns:
        The names.
    """
    own = {s.header.lower() for s in api.schemes.values() if isinstance(s, HeaderScheme)}
    if any(isinstance(scheme, CookieScheme) for scheme in api.schemes.values()):
        own.add("cookie")
    return frozenset(own | {"authorization"})


def argument_name(scheme: str) -> str:
    """
    The constructor argument that takes a scheme's credential.

    Args:
        scheme: The scheme's name in the specification, such as ``userToken``.

    Returns:
        The name in snake_case, such as ``user_token``.
    """
    return "_".join(name_words(scheme)).lower()
