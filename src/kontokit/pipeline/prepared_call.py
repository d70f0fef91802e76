"""
A call that is ready to be sent.
"""

from __future__ import annotations

from typing import Any

import attrs

from ..auth.attempts import UNSENT, Attempts
from ..auth.signing import SourcedCredential
from ..auth.token import TokenGrant
from ..core.deadline import Deadline
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.limits import DEFAULT_LIMITS, Limits
from ..http.labels import NO_FACTS, NO_LABELS, CallInfo, RequestLabels, ResponseFacts
from ..http.messages import HttpRequest
from ..http.middleware import call_info, within_call
from ..operations import Operation
from ..serialization.deviation_policy import NO_POLICY, DeviationPolicy
from .login_data import NO_LOGINS, CallLogins
from .sending import NOTHING_SPECIAL, Sending


@attrs.define(kw_only=True)
class PreparedCall:
    """
    A call that is ready to be sent, and how its response will be parsed.

    ``release`` hands out the request once. After that the call holds no secret.
    """

    operation: Operation[Any]
    correlation_id: str | None
    deadline: Deadline
    """The end of the call, which begins when it is prepared."""
    media_type: str | None = None
    """Set if the caller requested another representation, as text."""
    grant: TokenGrant | None = None
    """The grant of the token to add, if the call needs one."""
    sources: tuple[SourcedCredential, ...] = ()
    """The credentials that functions of the program return."""
    logins: CallLogins = attrs.field(default=NO_LOGINS, repr=False)
    """The credentials for a bank that the request carries."""
    attempts: Attempts = attrs.field(factory=Attempts)
    """Counts the attempts, and says which may follow."""
    labels: RequestLabels = attrs.field(default=NO_LABELS, repr=False)
    """What logs and middleware say of the request."""
    limits: Limits = DEFAULT_LIMITS
    """How deep the response may be nested, and how many digits its numbers may have."""
    keep_unknown: bool = False
    """Whether fields that the document does not know are kept on the models."""
    deviation_policy: DeviationPolicy = NO_POLICY
    """What happens to values that do not fit."""
    sending: Sending = NOTHING_SPECIAL
    """What is checked and noted before it is sent."""
    compared: HttpResponse | None = attrs.field(default=None, repr=False)
    """The response whose drift was noted, since a response may be parsed twice."""
    _request: HttpRequest | None = attrs.field(default=None, repr=False, alias="request")

    @property
    def url(self) -> str:
        """
        The URL without its query; empty after ``release``.
        """
        return "" if self._request is None else self._request.url.partition("?")[0]

    def carry(self, logins: CallLogins) -> None:
        """
        Note which credentials for a bank the request carries.
        """
        self.logins = logins
        if logins.logins:
            self.attempts.repeatable = UNSENT  # a wrong PIN sent again may lock the user out

    def observed(self) -> CallInfo:
        """
        What middleware learns of the call. The request is marked as one that it knows of.
        """
        if self._request is None:
            raise RuntimeError("this PreparedCall was already sent")
        call = call_info(self._request)
        self._request = within_call(self._request, call)
        return call

    def facts(self, outcome: HttpResponse | KontokitError) -> ResponseFacts:
        """
        What middleware learns of the last response; nothing of an error.
        """
        return self.labels.read(outcome) if isinstance(outcome, HttpResponse) else NO_FACTS

    def release(self) -> HttpRequest:
        """
        The request, for sending it now.
        """
        request, self._request = self._request, None
        if request is None:
            raise RuntimeError("this PreparedCall was already sent")
        return request
