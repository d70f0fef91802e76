"""
Credentials and the headers they become. Nothing here does I/O.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from .errors import ConfigurationError
from .operations import Api, BasicScheme, HeaderScheme, Scheme
from .secrets import Secret, reveal

_SENDABLE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")


def _as_secret(value: str | Secret) -> Secret:
    return value if isinstance(value, Secret) else Secret(value)


@attrs.frozen(kw_only=True)
class BasicCredentials:
    """
    User name and password for HTTP Basic authentication.
    """

    username: str = attrs.field(repr=False)
    password: Secret = attrs.field(converter=_as_secret)
    """A plain text is taken too and becomes a secret at once."""


Credential: TypeAlias = BasicCredentials | Secret


def checked_credentials(
    api: Api, given: Mapping[str, str | Secret | BasicCredentials | None]
) -> dict[str, Credential]:
    """
    The credentials that are set, checked against the API's schemes.

    Args:
        api: The API and its schemes.
        given: Scheme name → what the caller gave, or None.

    Returns:
        Scheme name → credential, without those not given.

    Raises:
        ConfigurationError: A scheme is unknown, or its value is of the wrong kind, empty, or
            impossible to send. The message names the argument, never the value.
    """
    checked: dict[str, Credential] = {}
    for name, value in given.items():
        if name not in api.schemes:
            known = ", ".join(argument_name(scheme) for scheme in api.schemes) or "none"
            raise ConfigurationError(f"{api.name} has no credential {name!r}; known: {known}")
        if value is not None:
            checked[name] = _checked(argument_name(name), api.schemes[name], value)
    return checked


def _checked(argument: str, scheme: Scheme, value: str | Secret | BasicCredentials) -> Credential:
    if isinstance(scheme, BasicScheme):
        return _checked_basic(argument, value)
    if not isinstance(value, str | Secret):
        raise ConfigurationError(f"{argument} is a token: give a str or a Secret")
    if not _SENDABLE.fullmatch(reveal(value)):
        raise ConfigurationError(
            f"{argument} is empty, has blanks at its ends, or holds characters no token has"
        )
    return _as_secret(value)


def _checked_basic(argument: str, value: str | Secret | BasicCredentials) -> BasicCredentials:
    if not isinstance(value, BasicCredentials):
        raise ConfigurationError(f"{argument} needs BasicCredentials(username=…, password=…)")
    if not value.username or ":" in value.username:
        raise ConfigurationError(f"the username of {argument} is empty or holds a colon")
    if re.search(r"[\x00-\x1f\x7f]", value.username + value.password.reveal()):
        raise ConfigurationError(f"{argument} holds control characters")
    return value


def choose_alternative(
    api: Api,
    operation: str,
    alternatives: tuple[tuple[str, ...], ...],
    configured: Mapping[str, Credential],
) -> tuple[str, ...]:
    """
    The first security alternative of an operation for which everything is configured.

    Args:
        api: The API.
        operation: The operation's name, for the error.
        alternatives: Alternatives of scheme names; none means that no credential is needed.
        configured: Scheme name → credential.

    Returns:
        The scheme names to use; empty where none is needed.

    Raises:
        ConfigurationError: No alternative is complete; the message names the arguments.
    """
    for alternative in alternatives:
        if all(name in configured for name in alternative):
            return alternative
    if not alternatives:
        return ()
    wanted = " or ".join(
        " with ".join(argument_name(name) for name in alternative) for alternative in alternatives
    )
    held = " and ".join(argument_name(name) for name in configured) or "no credentials"
    raise ConfigurationError(f"{operation} needs {wanted}; this {api.name} client has {held}")


def auth_headers(
    api: Api, names: tuple[str, ...], configured: Mapping[str, Credential]
) -> tuple[tuple[str, Secret], ...]:
    """
    The headers that carry the chosen credentials.

    Args:
        api: The API and its schemes.
        names: The chosen schemes.
        configured: Scheme name → credential.

    Returns:
        Header name and secret value, for each scheme.
    """
    return tuple(_header(api.schemes[name], configured[name]) for name in names)


def _header(scheme: Scheme, credential: Credential) -> tuple[str, Secret]:
    if isinstance(credential, BasicCredentials):
        pair = f"{credential.username}:{credential.password.reveal()}".encode()
        return "Authorization", Secret(f"Basic {base64.b64encode(pair).decode()}")
    if isinstance(scheme, HeaderScheme):
        return scheme.header, Secret(scheme.prefix + credential.reveal())
    return "Authorization", Secret(f"Bearer {credential.reveal()}")


def auth_header_names(api: Api) -> frozenset[str]:
    """
    The headers that only credentials may set, in lower case.

    Args:
        api: The API and its schemes.

    Returns:
        The names.
    """
    own = {s.header.lower() for s in api.schemes.values() if isinstance(s, HeaderScheme)}
    return frozenset(own | {"authorization"})


def argument_name(scheme: str) -> str:
    """
    The constructor argument that takes a scheme's credential.

    Args:
        scheme: The scheme's name in the specification, such as ``userToken``.

    Returns:
        The name in snake_case, such as ``user_token``.
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", scheme)
    return re.sub(r"\W+", "_", spaced).lower()
