"""
Errors of a response: its status is not 2xx, or it cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..core import exceptions
from .entry import Entry

_LOOK_UP: Final = "Look up what became of the call, unless it only reads."
_UNREADABLE: Final = f"{_LOOK_UP} The body is in `error.body`."

RESPONSE_ERRORS: Final[Mapping[type[Exception], Entry]] = {
    exceptions.ResponseError: Entry(
        "A response came, and it is not the expected one.",
        _UNREADABLE,
        "ask_first",
        "unknown",
    ),
    exceptions.UnexpectedResponseError: Entry(
        "The status may be right, but the response cannot be used. The call may have been carried"
        " out.",
        _UNREADABLE,
        "ask_first",
        "unknown",
    ),
    exceptions.DecodeError: Entry(
        "The body is not of the documented shape. The status was that of a success.",
        "Look at `error.path`. `error.rows` has the rows of a list that could be read;"
        " `on_deviation` leaves the others out.",
        "ask_first",
        "unknown",
    ),
    exceptions.UnexpectedContentTypeError: Entry(
        "The body is of another kind than documented, such as an HTML page.",
        f"A proxy or gateway may have answered. {_LOOK_UP}",
        "ask_first",
        "unknown",
    ),
    exceptions.EmptyBodyError: Entry(
        "A body is documented, but the response has none.",
        _LOOK_UP,
        "ask_first",
        "unknown",
    ),
    exceptions.NoContentError: Entry(
        "The server has confirmed the success, but did not send the result.",
        "Read the result with another call if you need it.",
        "no",
        "accepted",
    ),
    exceptions.MissingHeaderError: Entry(
        "A header that carries the result is missing or cannot be used.",
        f"{_LOOK_UP} A list shows what was created.",
        "ask_first",
        "unknown",
    ),
    exceptions.ResponseTooLargeError: Entry(
        "The body is larger than the limit.",
        "Ask for less, or allow more with `limits=`.",
        "ask_first",
        "unknown",
    ),
    exceptions.PageRepeatedError: Entry(
        "The server sent an earlier page of a list again.",
        "List again, and report it to the provider if it happens again.",
        "yes",
        "later",
    ),
    exceptions.ListChangedError: Entry(
        "The list changed between two of its pages, so that rows may be missing or come twice.",
        "List again, or go on at the page before `error.page` without the rows that you have.",
        "yes",
        "later",
    ),
    exceptions.StatusError: Entry(
        "The status of the response is not 2xx.",
        "Look at `error.code` and `error.message`.",
        "ask_first",
        "unknown",
    ),
    exceptions.RedirectRefusedError: Entry(
        "3xx: the server redirects. No redirect is followed.",
        f"Check `environment` or `base_url`. {_LOOK_UP}",
        "ask_first",
        "unknown",
    ),
    exceptions.BadRequestError: Entry(
        "400: the server finds the request wrong.",
        "Look at `error.problems`, and correct the request.",
        "no",
        "check_input",
    ),
    exceptions.AuthenticationError: Entry(
        "401: the credentials are missing or not valid, also with a new token.",
        "Check the credentials of your client, and sign the user in again.",
        "no",
        "sign_in",
    ),
    exceptions.PermissionDeniedError: Entry(
        "403: the credentials do not allow this, or have expired.",
        "Check which role the call wants and what your contract includes.",
        "no",
        "support",
    ),
    exceptions.NotFoundError: Entry(
        "404: there is no such resource, or not for this user.",
        "Check the id, and for which user the client acts.",
        "no",
        "not_found",
    ),
    exceptions.MethodNotAllowedError: Entry(
        "405: the resource does not allow this now.",
        "Read the resource again; its state says what is possible.",
        "no",
        "unsupported",
    ),
    exceptions.ConflictError: Entry(
        "409: the resource exists already or is in use. An earlier call may have created it.",
        "Read the resource.",
        "ask_first",
        "exists",
    ),
    exceptions.UnprocessableEntityError: Entry(
        "422: the request is well formed, but cannot be carried out.",
        "Look at `error.code`; it says why.",
        "no",
        "refused",
    ),
    exceptions.LockedError: Entry(
        "423: the resource is busy, or the user is locked.",
        "Wait a minute; unlock a user that is locked. Of an order, look up first what became of"
        " it.",
        "ask_first",
        "later",
    ),
    exceptions.RateLimitError: Entry(
        "429: there were too many requests.",
        "Wait `error.retry_after` seconds. Of an order, look up first what became of it.",
        "ask_first",
        "too_many_requests",
    ),
    exceptions.WebFormRequiredError: Entry(
        "451: the user has to go on in a web form.",
        "Start the call with `client.sca.start`, or send the browser to `error.url`.",
        "no",
        "go_on",
    ),
    exceptions.ScaRequiredError: Entry(
        "510: the bank asks for strong customer authentication.",
        "Start the call with `client.sca.start`.",
        "no",
        "sca_needed",
    ),
    exceptions.ServerError: Entry(
        "5xx: the server failed. It may have acted.",
        f"{_LOOK_UP} Tell the provider `error.request_id`.",
        "ask_first",
        "unknown",
    ),
    exceptions.InternalServerError: Entry(
        "500: the server failed. It may have acted.",
        f"{_LOOK_UP} Tell the provider `error.request_id`.",
        "ask_first",
        "unknown",
    ),
    exceptions.NotSupportedError: Entry(
        "501: the bank, its interface or the server does not support this.",
        "Offer another interface or bank.",
        "no",
        "unsupported",
    ),
    exceptions.ServiceUnavailableError: Entry(
        "503: the server is temporarily unavailable. A gateway may say so of a call that goes on.",
        "Wait; `error.not_before` says until when, if the server does. Of an order, look up first"
        " what became of it.",
        "ask_first",
        "unknown",
    ),
    exceptions.GatewayTimeoutError: Entry(
        "504: something behind the server took too long. It may still go on.",
        f"Wait a while. {_LOOK_UP}",
        "ask_first",
        "unknown",
    ),
    exceptions.UnexpectedStatusError: Entry(
        "The status is not documented.",
        _UNREADABLE,
        "ask_first",
        "unknown",
    ),
}
"""By class."""
