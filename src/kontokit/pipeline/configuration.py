"""
Validates the arguments of a client and builds its configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from ..auth.credentials import Given
from ..auth.security_schemes import checked_credentials
from ..core.exceptions import ArgumentError, ConfigurationError
from ..core.secret import Secret
from ..http.messages import Timeouts
from ..http.urls import Url, parse_url
from ..operations import Api, TokenScheme
from ..serialization.field_encryption import Cipher
from .request_pipeline import RequestPipeline, own_headers

CredentialKey: TypeAlias = str | bytes | Cipher
"""A public key or certificate, or a cipher made of one."""


def configure(
    api: Api,
    credentials: Mapping[str, Given],
    *,
    environment: str,
    base_url: str | None,
    token_url: str | None,
    timeouts: Timeouts | None,
    headers: Mapping[str, str] | None,
    credential_key: CredentialKey | None = None,
) -> RequestPipeline:
    """
    Validate the arguments of a client.

    Raises:
        ConfigurationError: Something is unknown, unusable or unsafe; the message names it.
    """
    base = _base(api, environment, base_url)
    own = _checked_url(api, "token_url", token_url) if token_url is not None else None
    return RequestPipeline(
        api=api,
        base=base,
        credentials=checked_credentials(api, credentials),
        headers=_default_headers(api, headers or {}),
        timeouts=timeouts or Timeouts(),
        token_urls=_token_urls(api, base, None if base_url else environment, own),
        cipher=_cipher(credential_key),
    )


def _cipher(key: CredentialKey | None) -> Cipher | None:
    if not isinstance(key, str | bytes):
        return key
    from ..encryption import CredentialCipher  # its library is loaded where a key is passed

    return CredentialCipher.from_pem(key)


def _token_urls(api: Api, base: Url, environment: str | None, own: Url | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, scheme in api.schemes.items():
        if not isinstance(scheme, TokenScheme):
            continue
        if own is not None:
            found[name] = str(own)
        elif not scheme.urls:
            found[name] = str(attrs.evolve(base, path=base.path + scheme.url))
        # With a base_url of the caller, the provider's own token endpoint would be wrong.
        elif environment is not None and environment in scheme.urls:
            found[name] = scheme.urls[environment]
    return found


def _default_headers(api: Api, headers: Mapping[str, str]) -> dict[str, Secret]:
    try:
        checked = own_headers(api, headers, place="headers")
        return {name: Secret(value) for name, value in checked.items()}
    except ArgumentError as error:
        raise ConfigurationError(str(error)) from None


def _base(api: Api, environment: str, base_url: str | None) -> Url:
    if base_url is None and environment not in api.environments:
        known = ", ".join(api.environments)
        raise ConfigurationError(
            f"{api.name} has no environment {environment!r}; known: {known}; or pass a base_url"
        )
    wanted = api.environments[environment] if base_url is None else base_url
    url = _checked_url(api, "base_url", wanted)
    return attrs.evolve(url, path=url.path.rstrip("/"))


def _checked_url(api: Api, argument: str, text: str) -> Url:
    try:
        url = parse_url(text)
        reason = "it has a query" if url.query is not None else ""
    except ValueError as error:
        url, reason = None, str(error)
    if url is None or reason:
        raise ConfigurationError(f"the {argument} of {api.name} cannot be used: {reason}")
    # Plain http is for a sandbox or a test server: it would expose tokens on a network.
    if url.origin.scheme != "https" and not url.origin.is_loopback:
        raise ConfigurationError(
            f"the {argument} of {api.name} must use https unless it is a loopback address"
        )
    return url
