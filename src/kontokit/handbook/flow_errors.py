"""
Errors of SCA flows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..sca import errors
from .entry import Entry

FLOW_ERRORS: Final[Mapping[type[Exception], Entry]] = {
    errors.ScaError: Entry(
        "A flow cannot go on.",
        "Read its message, and look at `flow.step`.",
        "ask_first",
        "unknown",
    ),
    errors.WrongStepError: Entry(
        "The state of the flow does not allow this command. Nothing was sent or changed.",
        "Look at `flow.step`; each step names its command.",
        "no",
        "support",
    ),
    errors.TooEarlyError: Entry(
        "It is too early for this command. Nothing was sent.",
        "Wait until `error.not_before`.",
        "yes",
        "busy",
    ),
    errors.CopiedRecordError: Entry(
        "The flow was resumed from a record that the store does not know, so another process may"
        " go on with it too. Nothing was sent.",
        "Share a store between processes, or pass `sole_holder=True` if no other has the record.",
        "ask_first",
        "unknown",
    ),
    errors.CopiedRecordWarning: Entry(
        "A warning: a flow goes on from a record that the store does not know. If another process"
        " goes on with it too, both send.",
        "Share a store between processes.",
        "no",
        "support",
    ),
    errors.TansUsedUpError: Entry(
        "The bank has refused three TANs of this access within a day. Nothing was sent, because"
        " one more may lock the user out.",
        "Ask the user to look into the online banking, then call `client.sca.unlock()`.",
        "no",
        "tan_blocked",
    ),
    errors.ScaConflictError: Entry(
        "Another worker has changed the flow, or is working on it.",
        "Resume `error.record`, which is the newest state.",
        "no",
        "busy",
    ),
    errors.InteractionRequiredError: Entry(
        'The bank needs the user, but `interaction` is `"never"`.',
        "Resume `error.record` when the user is there.",
        "no",
        "sca_needed",
    ),
    errors.ReturnRefusedError: Entry(
        "A browser came back that is not the one that was sent to the bank. The flow waits for the"
        " right one.",
        "Answer it with an error, not before `error.not_before`.",
        "no",
        "refused",
    ),
    errors.RecordRefusedError: Entry(
        "A record cannot be resumed: it is of another version or another server, or was altered.",
        "Start a new flow, but look up first what became of an order in the record.",
        "ask_first",
        "unknown",
    ),
    errors.ResultNotKeptError: Entry(
        "The flow is finished, but its result is not known here.",
        "Read the resource with the id `error.id`.",
        "no",
        "accepted",
    ),
    errors.NotFinishedError: Entry(
        "The flow has no result.",
        "Look at `flow.step`.",
        "ask_first",
        "unknown",
    ),
    errors.ScaFailedError: Entry(
        "The flow has failed; `error.reason` says why.",
        "Show `error.text` to the user if there is one. Start a new flow only if"
        " `error.can_restart`.",
        "no",
        "sca_failed",
    ),
    errors.ScaCancelledError: Entry(
        "The flow was cancelled.",
        "Start a new flow if the user wants it.",
        "no",
        "cancelled",
    ),
    errors.ScaExpiredError: Entry(
        "A time limit has passed.",
        "Start a new flow if the user wants it.",
        "no",
        "expired",
    ),
    errors.OutcomeUnknownError: Entry(
        "A request was sent and its response was lost.",
        "Call `flow.reconcile()`; the request is not sent again.",
        "ask_first",
        "unknown",
    ),
}
"""By class."""
