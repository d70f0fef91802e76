"""
OAuth 2 token endpoint: builds token requests and parses token responses. No I/O.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

import msgspec
from msgspec import structs

from ..core.clock import Moment
from ..core.exceptions import KontokitError, ResponseError, StatusError, UnexpectedResponseError
from ..core.http_response import Headers, HttpResponse
from ..core.random_uuid import random_uuid
from ..core.secret import Secret
from ..core.tracebacks import strip_traceback
from ..core.typed_text import text_of
from ..core.values import HidesFields
from ..http.headers import merge_headers
from ..http.labels import RequestLabels
from ..http.messages import HttpRequest, Timeouts
from ..http.retries import Retries, RetryState
from ..http.urls import Url, parse_url
from ..operations import Api, ErrorShape, Operation, Result
from ..operations.unattended import SIGN_IN_REQUEST
from ..serialization.marker_types import LenientInt
from ..serialization.model import Model, wire_field
from ..serialization.request_builder import FORM, JSON
from ..serialization.response_parser import Response, parse_response, response_facts
from .attempts import ALWAYS, UNSENT, Attempts
from .credentials import UserCredentials, is_sendable
from .signing import basic_header
from .token import Token, TokenGrant, end_after, margin

_FAULTS_OF_CLIENT: Final = frozenset(
    {
        "invalid_client",
        "invalid_request",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
_USERS_GRANT: Final = "invalid_grant"
"""RFC 6749: the password or refresh token is not valid. No other code is about the user."""


class TokenResponse(Model, kw_only=True):
    """The token response of OAuth 2."""

    access_token: Secret
    token_type: Any = None
    expires_in: LenientInt | None = None
    refresh_token: Secret | None = None


class OAuthError(Model, kw_only=True):
    """The error response of OAuth 2."""

    __error_shape__ = ErrorShape(code="error", message="error_description")

    error: str
    error_description: str | None = None


_UNDOCUMENTED: Final = 0
_PLAIN: Final[Operation[Any]] = Operation(
    id=SIGN_IN_REQUEST,
    method="POST",
    path="",
    retry_class="token",
    results={200: Result(type=TokenResponse)},
    errors={400: OAuthError, 401: OAuthError},
)


class TokenEndpoint(HidesFields, msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    The OAuth 2 token endpoint of one API.
    """

    _hidden: ClassVar = frozenset({"headers"})

    api: Api
    base: Url
    timeouts: Timeouts
    headers: Mapping[str, Secret] = msgspec.field(default_factory=dict[str, Secret])
    """Extra headers of every call. They are sent to the server of the API only."""
    retries: Retries = msgspec.field(default_factory=Retries)
    retry_state: RetryState = msgspec.field(default_factory=RetryState)

    def sign_in(self, grant: TokenGrant) -> HttpRequest:
        """
        The request that signs in with the credentials of a grant.

        Args:
            grant: The grant of a client, or of a user with name and password.
        """
        form: dict[str, str] = {"grant_type": grant.scheme.grant}
        if isinstance(grant.user, UserCredentials):
            form["username"] = grant.user.username
            form["password"] = grant.user.password.reveal()
        if grant.scope is not None:
            form["scope"] = grant.scope
        return self._request(grant, form)

    def refresh(self, grant: TokenGrant, token: Secret) -> HttpRequest:
        """
        The request that refreshes an access token.

        Args:
            token: The refresh token.
        """
        form = {"grant_type": "refresh_token", "refresh_token": token.reveal()}
        return self._request(grant, form)

    def redeem(self, grant: TokenGrant, form: Mapping[str, str]) -> HttpRequest:
        """
        The request that redeems what another grant of OAuth 2 has led to, such as a code.

        Args:
            form: ``grant_type`` and what it needs.
        """
        return self._request(grant, {**form})

    def attempts(self, grant: TokenGrant) -> Attempts:
        """
        The attempts of one token request.

        A client may ask again. A password or refresh token is sent again only if nothing was sent:
        a repeated wrong password locks the user out.

        Args:
            grant: The grant of a client or of a user.
        """
        return Attempts(
            repeatable=ALWAYS if grant.user is None else UNSENT,
            retries=self.retries,
            state=self.retry_state,
            # Others wait for this token. After a longer pause the next call asks again.
            longest_pause=self.retries.max_delay,
        )

    def _request(self, grant: TokenGrant, form: dict[str, str]) -> HttpRequest:
        labels = self._labels()
        correlation_id = labels.correlation_id if self.api.correlation_header else None
        signed: list[tuple[str, Secret]] = []
        if grant.scheme.sent == "basic":
            signed.append(basic_header(grant.client))
        else:
            form["client_id"] = grant.client.client_id
            if grant.client.client_secret:  # a public client has none
                form["client_secret"] = grant.client.client_secret.reveal()
        return HttpRequest(
            operation=self._operation.id,
            method="POST",
            url=grant.url,
            headers=(*self._headers(grant, correlation_id).items(), *signed),
            body=urlencode({name: text_of(value) for name, value in form.items()}).encode(),
            timeouts=self.timeouts,
            correlation_id=correlation_id,
            labels=labels,
        )

    def _labels(self) -> RequestLabels:
        return RequestLabels(
            route=self._operation.path or None,
            correlation_id=random_uuid(),
            asks_for_token=True,
            read=partial(response_facts, self._operation, self.api.request_id_header),
        )

    def _headers(self, grant: TokenGrant, correlation_id: str | None) -> dict[str, str | Secret]:
        headers: dict[str, str | Secret] = {"Accept": JSON, "User-Agent": "kontokit"}
        # Extra headers may hold a key of a gateway in front of the API; no other server gets it.
        if parse_url(grant.url).origin == self.base.origin:
            merge_headers(headers, self.headers)
        merge_headers(headers, {"Content-Type": FORM})
        if self.api.correlation_header and correlation_id:
            merge_headers(headers, {self.api.correlation_header: correlation_id})
        return headers

    def read(
        self, grant: TokenGrant, response: HttpResponse, asked: Moment, before: Token | None
    ) -> Token | KontokitError:
        """
        The token in a response, or the error.

        Args:
            response: The response of the token endpoint.
            asked: When the request was sent.
            before: The previous token.
        """
        named = self.api.request_id_header
        request_id = response.headers.get(named) if named else None
        try:
            found = parse_response(
                self._legible, response, request_id=request_id, explain=self.api.explain
            )
            return _token(grant, found, self._operation.id, asked, before)
        except ResponseError as error:
            # A token may stand in the body or in a header, and the error reaches the program.
            error.http = HttpResponse(
                status_code=error.status_code, headers=error.http.headers.public()
            )
            return strip_traceback(error)

    @cached_property
    def _legible(self) -> Operation[Any]:
        # Where an API documents no error of its token endpoint, RFC 6749 does.
        operation = self._operation
        return structs.replace(operation, errors={**operation.errors, _UNDOCUMENTED: OAuthError})

    @cached_property
    def _operation(self) -> Operation[Any]:
        return self.api.token_service().create or _PLAIN


def is_refusal(grant: TokenGrant, error: object) -> bool:
    """
    Whether the token endpoint refused the user's own grant, so that it must not be sent again.

    Args:
        error: The error of the token request. A wrong client, a broken endpoint or a response
            without a code says nothing of the user.
    """
    if grant.user is None or not _is_refused_request(error):
        return False
    return isinstance(error, StatusError) and error.code == _USERS_GRANT


def may_be_refusal(error: object) -> bool:
    """
    Whether the token endpoint refused a request, whosever fault that is.

    Args:
        error: The error of the token request.
    """
    if not isinstance(error, StatusError) or not _is_refused_request(error):
        return False
    # A page without a code is that of some gateway.
    return error.code is not None or "html" not in error.http.headers.get("content-type", "")


def is_refresh_refused(error: object) -> bool:
    """
    Whether a refresh token seems to be over, so that a known password is worth a try.

    Args:
        error: The error of the token request.
    """
    if not isinstance(error, StatusError) or error.code in _FAULTS_OF_CLIENT:
        return False
    return may_be_refusal(error)


def _is_refused_request(error: object) -> bool:
    return isinstance(error, StatusError) and error.status_code in (400, 401)


def _token(
    grant: TokenGrant,
    response: Response[Any],
    operation: str,
    asked: Moment,
    before: Token | None,
) -> Token:
    access = _secret(response, "access_token")
    lifetime = _lifetime(grant, response, asked.time)
    problem = _problem(access, wire_field(response.value, "token_type"), lifetime)
    if access is None or problem:
        raise UnexpectedResponseError(
            problem, response.http, operation=operation, request_id=response.request_id
        )
    # Some endpoints return the same token until it expires, so that refreshing early is useless.
    again = before is not None and before.access == access
    return Token(
        access=access,
        refresh=_secret(response, "refresh_token"),
        asked=asked.time,
        ends=None if lifetime is None else end_after(asked.time, lifetime),
        margin=margin(lifetime or 0.0, again=again),
    )


def _problem(access: Secret | None, kind: object, lifetime: float | None) -> str:
    if access is None or not is_sendable(access):
        return "the response holds no token that can be sent"
    if isinstance(kind, str) and kind.strip().lower() not in ("", "bearer"):
        return "the response holds a token of another type than bearer"
    if lifetime is not None and lifetime <= 0:
        return "the token expired before it arrived; compare the clock of this machine"
    return ""


def _secret(response: Response[Any], field: str) -> Secret | None:
    found = wire_field(response.value, field)
    return found if isinstance(found, Secret) and found else None


def _lifetime(grant: TokenGrant, response: Response[Any], asked: datetime) -> float | None:
    """
    Seconds until the token expires; None for never.
    """
    if grant.scheme.expiry is None:
        seconds = wire_field(response.value, "expires_in")
        return float(seconds) if seconds else None
    ends = wire_field(response.value, grant.scheme.expiry)
    if not isinstance(ends, datetime):
        return None
    # By the server's clock, if it sends a Date, so that a wrong clock here does no harm.
    return (ends - (_date(response.headers) or asked)).total_seconds()


def _date(headers: Headers) -> datetime | None:
    from email.utils import parsedate_to_datetime  # few responses have a date to read

    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
