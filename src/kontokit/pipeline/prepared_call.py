"""
A call that is ready to be sent.
"""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from ..auth.attempts import UNSENT, Attempts
from ..auth.signing import SourcedCredential
from ..auth.token import TokenGrant
from ..core.deadline import Deadline
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.limits import DEFAULT_LIMITS, Limits
from ..core.values import HidesFields
from ..http.labels import NO_FACTS, NO_LABELS, CallInfo, RequestLabels, ResponseFacts
from ..http.messages import HttpRequest
from ..http.middleware import call_info, within_call
from ..operations import Operation
from ..serialization.deviation_policy import NO_POLICY, DeviationPolicy
from .login_data import NO_LOGINS, CallLogins
from .sending import NOTHING_SPECIAL, Sending


class PreparedCall(HidesFields, msgspec.Struct, kw_only=True):
    """
    A call that is ready to be sent, and how its response will be parsed.

    ``release`` hands out the request once. After that the call holds no secret.
    """

    _hidden: ClassVar = frozenset({"logins", "labels", "compared", "request"})

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
    logins: CallLogins = NO_LOGINS
    """The credentials for a bank that the request carries."""
    attempts: Attempts = msgspec.field(default_factory=Attempts)
    """Counts the attempts, and says which may follow."""
    labels: RequestLabels = NO_LABELS
    """What logs and middleware say of the request."""
    limits: Limits = DEFAULT_LIMITS
    """How deep the response may be nested, and how many digits its numbers may have."""
    keep_unknown: bool = False
    """Whether fields that the document does not know are kept on the models."""
    deviation_policy: DeviationPolicy = NO_POLICY
    """What happens to values that do not fit."""
    sending: Sending = NOTHING_SPECIAL
    """What is checked and noted before it is sent."""
    compared: HttpResponse | None = None
    """The response whose drift was noted, since a response may be parsed twice."""
    request: HttpRequest | None = None
    """Until it is released."""

    @property
    def url(self) -> str:
        """
        The URL without its query; empty after ``release``.
        """
        return "" if self.request is None else self.request.url.partition("?")[0]

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
        if self.request is None:
            raise RuntimeError("this PreparedCall was already sent")
        call = call_info(self.request)
        self.request = within_call(self.request, call)
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
        request, self.request = self.request, None
        if request is None:
            raise RuntimeError("this PreparedCall was already sent")
        return request
