"""
What is the same for each call of an operation with one client, and made for the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import msgspec

from ..auth.credentials import Credential
from ..auth.security_schemes import choose_alternative, is_usable, token_sign_in
from ..auth.signing import SourcedCredential, signing_headers, sourced_credentials
from ..auth.token import TokenGrant
from ..core.exceptions import ConfigurationError
from ..core.limits import Limits
from ..core.secret import Secret
from ..core.values import HidesFields
from ..http.urls import Origin
from ..operations import Api, Operation
from .request_parts import accepted_types, common_headers
from .user_ip import check_ip_headers


class CallPlan(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    How an operation is called with the settings of a client.
    """

    _hidden: ClassVar = frozenset({"headers", "signature"})

    operation: Operation[Any]
    schemes: tuple[str, ...]
    """The names of the security schemes that are used."""
    grant: TokenGrant | None
    """The grant of the token to add, if calls need one."""
    sources: tuple[SourcedCredential, ...]
    """The credentials that functions of the program return."""
    headers: Mapping[str, str | Secret]
    """Those of every call: ``Accept``, ``User-Agent`` and the client's own."""
    signature: tuple[tuple[str, Secret], ...] | None
    """
    The headers of the credentials that were passed; None if one of these is put elsewhere.
    """
    max_body: int
    """The largest response body, in bytes, if the call has no limits of its own."""
    fresh_connection: bool
    """Whether a connection is opened for each call."""


def new_plan(
    operation: Operation[Any],
    *,
    api: Api,
    credentials: Mapping[str, Credential],
    headers: Mapping[str, Secret],
    origin: Origin,
    limits: Limits,
    grant: Callable[[str], TokenGrant | None],
) -> CallPlan:
    """
    How an operation is called with the settings of a client.

    Args:
        credentials: Scheme name → credential.
        headers: Those of every call of the client.
        origin: The server.
        limits: How large a response may be.
        grant: The grant of a scheme, if it has one.

    Raises:
        ConfigurationError: No configured credential fits the operation.
        NonPublicAddressError: A header names an IP address that is not the public one of a user.
    """
    names = choose_alternative(api, operation.id, operation.security, credentials)
    grants = [*filter(None, map(grant, names))]
    check_ip_headers(operation, headers, origin, place="headers")
    return CallPlan(
        operation=operation,
        schemes=names,
        grant=grants[0] if grants else None,
        sources=sourced_credentials(api, names, credentials),
        headers=common_headers(accepted_types(operation), headers),
        signature=signing_headers(api, names, credentials),
        max_body=limits.body_of(operation.max_body),
        fresh_connection=operation.needs_fresh_connection,
    )


def new_grant(
    api: Api, scheme: str, credentials: Mapping[str, Credential], token_urls: Mapping[str, str]
) -> TokenGrant | None:
    """
    The grant of a scheme; None if its token was given, or no token can be made.

    Args:
        scheme: The name of the scheme.
        credentials: Scheme name → credential.
        token_urls: Scheme name → absolute URL of its token endpoint.

    Raises:
        ConfigurationError: The token endpoint is not known.
    """
    if not is_usable(api, scheme, credentials):
        return None
    found = token_sign_in(api, scheme, credentials)
    if found is None:
        return None
    if scheme not in token_urls:
        raise ConfigurationError(
            f"{api.name} gets its tokens from another server; if you set base_url, set "
            "token_url too"
        )
    kind, client, user = found
    return TokenGrant(url=token_urls[scheme], scheme=kind, client=client, user=user)
