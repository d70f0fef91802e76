"""
Errors of SCA flows.

    KontokitError
    └── ScaError
        ├── WrongStepError            the state of the flow does not allow this command
        │   └── TooEarlyError         it is too early for this command
        ├── CopiedRecordError         another process may have the record of this order
        ├── TansUsedUpError           three TANs of this access were refused
        ├── ScaConflictError          another worker has changed the flow
        ├── InteractionRequiredError  the user is needed, but must not be asked
        ├── ReturnRefusedError        the browser that came back is not the one that was sent
        ├── RecordRefusedError        a record cannot be resumed
        ├── ResultNotKeptError        the flow is finished, but its result is not known here
        └── NotFinishedError          there is no result
            ├── ScaFailedError
            ├── ScaCancelledError
            ├── ScaExpiredError
            └── OutcomeUnknownError   a request was sent and its outcome is unknown

No message holds a credential, a TAN, a URL for the browser or a query string.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..core.exceptions import KontokitError
from ..core.exceptions.problem import is_code
from ..core.printable import bounded_text, one_line_or_none
from ..core.secret import Secret
from .steps import Reason

if TYPE_CHECKING:
    from ..core.error_help import CodeHelp

ReturnTrouble: TypeAlias = Literal["too_long", "missing", "duplicate", "mismatch", "malformed"]


class ScaError(KontokitError):
    """
    Base of all errors of a flow.
    """


class WrongStepError(ScaError):
    """
    The state of the flow does not allow this command. Nothing was sent or changed.
    """


class TooEarlyError(WrongStepError):
    """
    It is too early to ask the provider again, or to send an order again. Wait until
    ``not_before``.
    """

    def __init__(self, not_before: datetime, message: str | None = None) -> None:
        default = f"the provider must not be asked again before {not_before.isoformat()}"
        super().__init__(message or default)
        self.not_before = not_before


class CopiedRecordError(ScaError):
    """
    The flow of an order was resumed from a record that the client's store does not know. Another
    process may go on with the same record, so nothing of the order is sent.
    """

    def __init__(self) -> None:
        super().__init__(
            "the store does not know this record, so another process may go on with it too, and "
            "the order could be sent twice; share a store, or resume it with "
            "client.sca.with_options(sole_holder=True) if no other process has the record"
        )


class CopiedRecordWarning(UserWarning):
    """
    A flow was resumed from a record that the client's store does not know, and sends something. If
    another process goes on with the same record, both send.
    """


class TansUsedUpError(ScaError):
    """
    A bank has refused three TANs of this access within a day; nothing was sent. The flow is as
    before.

    A further wrong TAN may lock the user out. Ask the user to look into the online banking, then
    call ``client.sca.unlock()``.
    """

    def __init__(self) -> None:
        super().__init__(
            "the bank has refused three TANs of this access, and one more may lock the user out;"
            " if the access is not locked, call client.sca.unlock()"
        )


class ScaConflictError(ScaError):
    """
    Another worker has changed this flow, or is working on it. ``record`` is its newest state.
    """

    def __init__(self, record: Mapping[str, Any] | None) -> None:
        advice = (
            "resume the record of this error" if record else "the store has no record of the flow"
        )
        super().__init__(f"another worker has changed this flow, or is working on it; {advice}")
        self.record = record


class InteractionRequiredError(ScaError):
    """
    The user is needed, but ``interaction`` is ``"never"``. ``resume`` the ``record`` when the
    user is there.
    """

    _url: Secret = Secret("")

    def __init__(self, record: Mapping[str, Any], *, state: str, url: str | None = None) -> None:
        super().__init__(
            f"the bank needs the user ({state}); resume the record of this error with the user"
        )
        self.record = record
        self.state = state
        self._url = Secret(url or "")

    @property
    def url(self) -> str | None:
        """
        The page for the user's browser, if there is one. A record holds it encrypted only, and a
        pickled copy of this error does not hold it.
        """
        return self._url.reveal() or None


class ReturnRefusedError(ScaError):
    """
    A query string does not come from the browser that was sent to the bank. Nothing was sent to
    the provider, and the flow still waits for the right browser.
    """

    def __init__(self, trouble: ReturnTrouble, *, not_before: datetime | None = None) -> None:
        super().__init__(f"the query string of the returning browser is refused: {trouble}")
        self.trouble: ReturnTrouble = trouble
        self.not_before = not_before
        """
        When to answer this browser, so that guessing takes time: later with every wrong return, at
        most a minute. kontokit does not block until then. None after the flow has gone on.
        """


class RecordRefusedError(ScaError, ValueError):
    """
    A record is of another version or another server, or was altered.
    """


class ResultNotKeptError(ScaError):
    """
    The flow is finished, but its result is not known here: another process received it, or it
    could not be read after the provider had confirmed. ``id`` is that of the new resource, if it
    is known.
    """

    def __init__(self, resource_id: str | None) -> None:
        named = f"; read the resource with the id {resource_id}" if resource_id else ""
        super().__init__(f"the flow is finished, but its result is not known here{named}")
        self.id = resource_id


class NotFinishedError(ScaError):
    """
    The flow has no result.
    """


class ScaFailedError(NotFinishedError):
    """
    The flow has failed. ``reason`` says why, ``code`` is the provider's, ``text`` is for the user.
    """

    def __init__(
        self,
        reason: Reason,
        *,
        code: str | None = None,
        text: str | None = None,
        request_id: str | None = None,
        can_restart: bool = False,
    ) -> None:
        named = f" ({code})" if code and is_code(code) else ""
        super().__init__(f"strong customer authentication failed: {reason}{named}")
        self.reason: Reason = reason
        self.code = one_line_or_none(code)
        self.text = None if text is None else bounded_text(text)
        """The bank's own words, without control characters. They may hold private data."""
        self.request_id = one_line_or_none(request_id)
        self.can_restart = can_restart
        self.known: CodeHelp | None = None
        """What the code means; None if the API does not explain it."""


class ScaCancelledError(NotFinishedError):
    """
    The flow was cancelled. ``by`` says who did: the caller, the user or the provider.
    """

    def __init__(self, by: str) -> None:
        super().__init__(f"strong customer authentication was cancelled by the {by}")
        self.by = by


class ScaExpiredError(NotFinishedError):
    """
    The time limit has passed. Start again.
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"the time limit for the {what} has passed; start again")
        self.what = what


class OutcomeUnknownError(NotFinishedError):
    """
    A request was sent and its response was lost. Call ``reconcile()``; the request is not sent
    again.
    """

    def __init__(self, step: str, *, record: Mapping[str, Any]) -> None:
        super().__init__(
            f"what became of the step {step!r} is unknown; call reconcile() to learn the outcome"
        )
        self.step = step
        self.record = record
