"""
Signing users in at the page of an authorization server: OAuth 2.0 codes with PKCE. No I/O.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import attrs

from ..core.clock import Clock, SystemClock
from ..core.exceptions import (
    ArgumentError,
    ConfigurationError,
    KontokitError,
    ReauthenticationRequiredError,
)
from ..core.http_response import HttpResponse
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks
from ..http.messages import HttpRequest, Timeouts
from ..http.urls import parse_url
from ..operations import Api, TokenScheme
from .credentials import ClientCredentials
from .token import TokenGrant
from .token_endpoint import TokenEndpoint
from .token_source import AccessToken

_RANDOM_BYTES: Final = 32
_METHOD: Final = "S256"
_OWN: Final = frozenset(
    {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "code_challenge",
        "code_challenge_method",
    }
)


@attrs.frozen(kw_only=True)
class CodeSignIn(ScrubsTracebacks):
    """
    One sign-in that has begun. Keep ``state`` and ``verifier`` in the session of the user until
    the browser comes back.
    """

    url: str = attrs.field(default="", repr=False)
    """Where to send the browser."""
    state: Secret
    """Proves that the answer is one to this sign-in."""
    verifier: Secret
    """Proves that the program that redeems the code has begun this sign-in."""


@attrs.frozen(kw_only=True)
class CodeTokens(ScrubsTracebacks):
    """
    The tokens of a user who has signed in.
    """

    access: AccessToken
    """A function that is passed as token to a client may return it."""
    refresh: Secret | None
    """None where the server issues none; then the user signs in again."""


@attrs.define(kw_only=True, slots=False)
class AuthorizationCode(ScrubsTracebacks):
    """
    An authorization server at which users of one client sign in.

    It builds addresses and requests and reads responses; any transport sends them.

    Raises:
        ConfigurationError: One of the addresses is no plain http or https URL.
    """

    authorization_url: str
    """The page on which users sign in."""
    token_url: str
    """The token endpoint."""
    client: ClientCredentials
    """With an empty secret for a client that has none; then PKCE alone protects the code."""
    redirect_uri: str
    """Where the browser comes back to, exactly as it is registered."""
    issuer: str | None = None
    """What the server calls itself. If set, answers must name it where they name a server."""
    secret_in_form: bool = False
    """Whether the secret is sent as a field of the form, not as HTTP Basic."""
    timeouts: Timeouts = attrs.field(factory=Timeouts)
    clock: Clock = attrs.field(factory=SystemClock, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Check the addresses.
        """
        for name in ("authorization_url", "token_url", "redirect_uri"):
            try:
                parse_url(getattr(self, name))
            except ValueError as problem:
                raise ConfigurationError(f"{name} cannot be used: {problem}") from None

    def begin(self, **parameters: str) -> CodeSignIn:
        """
        Begin a sign-in.

        Args:
            parameters: Further parameters of the page, such as ``prompt`` or ``login_hint``.

        Returns:
            The address of the page, and what to keep until the browser comes back.

        Raises:
            ArgumentError: A parameter is one that the sign-in sets itself.
        """
        if taken := sorted(_OWN & parameters.keys()):
            raise ArgumentError("the sign-in sets it itself", place=taken[0])
        state, verifier = (Secret(secrets.token_urlsafe(_RANDOM_BYTES)) for _ in range(2))
        asked = {
            **parameters,
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.redirect_uri,
            **({} if self.client.scope is None else {"scope": self.client.scope}),
            "state": state.reveal(),
            "code_challenge": _challenge(verifier),
            "code_challenge_method": _METHOD,
        }
        joined = "&" if urlsplit(self.authorization_url).query else "?"
        query = urlencode(asked, quote_via=quote)
        return CodeSignIn(
            url=f"{self.authorization_url}{joined}{query}", state=state, verifier=verifier
        )

    def exchange(self, sign_in: CodeSignIn, callback: str) -> HttpRequest:
        """
        The request that redeems the code with which the browser has come back. A code can be
        redeemed once, so send the request once.

        Args:
            sign_in: What was kept since the sign-in began.
            callback: The address that the browser has called, or its query.

        Raises:
            ArgumentError: The address has no code, or is no answer to this sign-in.
            ReauthenticationRequiredError: The user has declined, or the server has refused.
        """
        answer = dict(parse_qsl(urlsplit(callback).query or callback, keep_blank_values=True))
        self._check(sign_in, answer)
        if "error" in answer:
            raise ReauthenticationRequiredError(
                "the authorization server did not sign the user in", code=answer["error"]
            )
        if not answer.get("code"):
            raise ArgumentError(
                "it has no parameter code; pass the whole address that the browser came back to",
                place="callback",
            )
        return self._endpoint.redeem(
            self._grant,
            {
                "grant_type": "authorization_code",
                "code": answer["code"],
                "redirect_uri": self.redirect_uri,
                "code_verifier": sign_in.verifier.reveal(),
            },
        )

    def refresh(self, token: Secret) -> HttpRequest:
        """
        The request that gets new tokens without the user.

        Args:
            token: The refresh token.
        """
        return self._endpoint.refresh(self._grant, token)

    def read(self, response: HttpResponse, refresh: Secret | None = None) -> CodeTokens:
        """
        Read the response to one of the requests.

        Args:
            refresh: The refresh token that was sent. It stays valid where the server issues no
                other one.

        Raises:
            ResponseError: The server refused, or its response holds no token. Code
                ``invalid_grant`` means that the user has to sign in again.
        """
        found = self._endpoint.read(self._grant, response, self.clock.now(), None)
        if isinstance(found, KontokitError):
            raise found
        return CodeTokens(
            access=AccessToken(found.access, found.ends), refresh=found.refresh or refresh
        )

    def _check(self, sign_in: CodeSignIn, answer: Mapping[str, str]) -> None:
        if Secret(answer.get("state", "")) != sign_in.state:
            raise ArgumentError(
                "its state is not that of this sign-in, so another browser may have sent it",
                place="callback",
            )
        if self.issuer is not None and answer.get("iss", self.issuer) != self.issuer:
            raise ArgumentError(
                "its issuer (iss) is not the server that the browser was sent to", place="callback"
            )

    @cached_property
    def _endpoint(self) -> TokenEndpoint:
        base = parse_url(self.token_url)
        api = Api(name="authorization server", environments={})
        return TokenEndpoint(api=api, base=base, timeouts=self.timeouts)

    @cached_property
    def _grant(self) -> TokenGrant:
        in_form = self.secret_in_form or not self.client.client_secret
        scheme = TokenScheme(
            grant="client_credentials",
            client="client",
            sent="form" if in_form else "basic",
            url=self.token_url,
            refreshable=True,
        )
        return TokenGrant(url=self.token_url, scheme=scheme, client=self.client)


def openid_endpoints(document: Mapping[str, Any], issuer: str) -> dict[str, str]:
    """
    Take the addresses out of an OpenID Connect discovery document.

    Args:
        document: What ``<issuer>/.well-known/openid-configuration`` says, as parsed JSON.
        issuer: Whose document was asked for.

    Returns:
        ``authorization_url``, ``token_url`` and ``issuer``, as ``AuthorizationCode`` takes them.

    Raises:
        ConfigurationError: It is another server's document, has no address, or the server does not
            support PKCE with S256.
    """
    if document.get("issuer") != issuer:
        raise ConfigurationError("the discovery document is that of another issuer")
    if _METHOD not in document.get("code_challenge_methods_supported", [_METHOD]):
        raise ConfigurationError("the authorization server does not support PKCE with S256")
    found = {"issuer": issuer}
    for name in ("authorization", "token"):
        url = document.get(f"{name}_endpoint")
        if not isinstance(url, str):
            raise ConfigurationError(f"the discovery document has no {name}_endpoint")
        found[f"{name}_url"] = url
    return found


def _challenge(verifier: Secret) -> str:
    digest = hashlib.sha256(verifier.reveal().encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
