"""
The status of the response is not 2xx.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, Unpack

from ..http_response import HttpResponse
from ..secret import Secret
from .problem import Problem, said
from .response import CallFacts, ResponseError

if TYPE_CHECKING:
    from ..error_help import CodeHelp

STATUS_ERRORS: Final[dict[str, type[StatusError]]] = {}
"""Status or range → class."""


class StatusError(ResponseError):
    """
    The status is not 2xx. ``parsed`` is the documented error body, or None if it does not fit.
    """

    default_message: ClassVar[str] = "the status is not 2xx"

    parsed: Any
    """The body, decoded as the documented type, or None."""
    problems: tuple[Problem, ...]
    """What the body says went wrong; empty where it does not say or is not understood."""
    not_before: datetime | None = None
    """When the server wants to be asked again, by its ``Retry-After``, within a day; or None."""

    def __init_subclass__(cls, *, for_status: str = "", **kwargs: Any) -> None:
        """
        Register a class.

        Args:
            for_status: The status that raises this class, or a range such as ``5XX``; empty where
                none does.
        """
        super().__init_subclass__(**kwargs)
        if for_status:
            STATUS_ERRORS[for_status] = cls

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message + said(problems), http, **call)
        self.parsed = parsed
        self.problems = tuple(problems)

    @property
    def code(self) -> str | None:
        """
        The provider's code of the first problem, or None.
        """
        return self._first.code

    @property
    def type(self) -> str | None:
        """
        Whom the message of the first problem is for, or None.
        """
        return self._first.type

    @property
    def message(self) -> str | None:
        """
        The provider's text for the first problem, or None. It may hold private data.
        """
        return self._first.message

    @property
    def known(self) -> CodeHelp | None:
        """
        What the code of the first problem means; None if the API does not explain it.
        """
        return self._first.known

    @property
    def _first(self) -> Problem:
        return self.problems[0] if self.problems else Problem()


class RedirectRefusedError(StatusError, for_status="3XX"):
    """
    The server redirects. No redirect is ever followed.
    """

    default_message = "the server redirects, and no redirect is followed"


class BadRequestError(StatusError, for_status="400"):
    """
    400: the server finds the request wrong.
    """

    default_message = "the server finds the request wrong"


class AuthenticationError(StatusError, for_status="401"):
    """
    401: the credentials are missing or not valid.
    """

    default_message = "the credentials are missing or not valid"


class PermissionDeniedError(StatusError, for_status="403"):
    """
    403: the credentials do not allow this, or have expired.
    """

    default_message = "the credentials do not allow this, or have expired"


class NotFoundError(StatusError, for_status="404"):
    """
    404: there is no such resource.
    """

    default_message = "there is no such resource"


class MethodNotAllowedError(StatusError, for_status="405"):
    """
    405: the resource does not allow this now.
    """

    default_message = "the resource does not allow this now"


class ConflictError(StatusError, for_status="409"):
    """
    409: the resource exists already or is in use.
    """

    default_message = "the resource exists already or is in use"


class UnprocessableEntityError(StatusError, for_status="422"):
    """
    422: the request is well formed, but cannot be carried out.
    """

    default_message = "the request is well formed, but cannot be carried out"


class LockedError(StatusError, for_status="423"):
    """
    423: the resource is busy, or the user is locked. Try again later, or unlock the user.
    """

    default_message = "the resource is busy, or the user is locked"


class RateLimitError(StatusError, for_status="429"):
    """
    429: too many requests. ``retry_after`` is in seconds, between 0 and a day, or None.
    """

    default_message = "there were too many requests"

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        retry_after: float | None = None,
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, parsed=parsed, problems=problems, **call)
        self.retry_after = retry_after


class WebFormRequiredError(StatusError, for_status="451"):
    """
    451: the user has to go on in a web form. ``url`` is its address, good for one use.
    """

    _url: Secret = Secret("")

    default_message = "the user has to go on in a web form, at the url of this error"

    def __init__(
        self,
        message: str,
        http: HttpResponse,
        *,
        parsed: Any = None,
        problems: Sequence[Problem] = (),
        url: str,
        **call: Unpack[CallFacts],
    ) -> None:
        super().__init__(message, http, parsed=parsed, problems=problems, **call)
        self._url = Secret(url)

    @property
    def url(self) -> str:
        """
        The address of the form, as the server sent it; empty in a pickled copy of this error.
        """
        return self._url.reveal()


class ScaRequiredError(StatusError, for_status="510"):
    """
    510: the bank asks for strong customer authentication.
    """

    default_message = "the bank asks for strong authentication; make the call with client.sca.start"

    @property
    def challenge(self) -> Any:
        """
        What the bank wants, as the model that the API documents; None where it does not say.
        """
        found = (problem.challenge for problem in self.problems)
        return next((challenge for challenge in found if challenge is not None), None)


class ServerError(StatusError, for_status="5XX"):
    """
    Any 5xx: the server failed. The number is in ``status``.
    """

    default_message = "the server failed"


class InternalServerError(ServerError, for_status="500"):
    """
    500: the server failed.
    """


class NotSupportedError(ServerError, for_status="501"):
    """
    501: the bank, its interface or the server does not support this.
    """

    default_message = "the bank or the server does not support this"


class ServiceUnavailableError(ServerError, for_status="503"):
    """
    503: the server is temporarily unavailable.
    """

    default_message = "the server is temporarily unavailable"


class GatewayTimeoutError(ServerError, for_status="504"):
    """
    504: something behind the server took too long. The request may have been carried out.
    """

    default_message = "something behind the server took too long and may still go on"


class UnexpectedStatusError(StatusError):
    """
    A status that neither the documents nor this library know.
    """

    default_message = "the status is not documented"


def status_error(status: int) -> type[StatusError]:
    """
    The class of error for a status that is not 2xx.

    Args:
        status: Any integer; servers send numbers that no standard knows.

    Returns:
        The most specific class.
    """
    # Look in the range first: a status such as 599 has no class of its own.
    in_range = STATUS_ERRORS.get(f"{status // 100}XX", UnexpectedStatusError)
    return STATUS_ERRORS.get(str(status), in_range)
