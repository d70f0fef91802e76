"""
Starts, resumes and ends flows, and notes each before and after.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from . import flow_notes
from .apis.actions import Call, LoginField
from .bank_login import ask_credentials, noted
from .dialog import finish, person_needed, sca_client
from .failures import OutcomeNotKnown, TryLater
from .return_receiver import ReturnReceiver, return_receiver
from .session import Session
from .web_forms import session_of_flow

if TYPE_CHECKING:
    from kontokit.sca import Flow

__all__ = [
    "cancel_flow",
    "not_known",
    "receiving",
    "reconcile_flow",
    "resume_flow",
    "run_call",
]


@contextmanager
def receiving(session: Session) -> Generator[ReturnReceiver | None]:
    """
    Receive the browser, where a person is there and the API lets it come back to this machine.
    """
    if not session.options.may_ask or session.table.get("return_url"):
        yield None
        return
    if session.sandbox_url is None:
        # Providers send a browser to https addresses only; it is pasted then.
        yield None
        return
    with return_receiver() as receiver:
        yield receiver


def run_call(
    session: Session,
    call: Call,
    flow_id: str,
    *,
    receiver: ReturnReceiver | None,
    fields: list[LoginField],
    options: Mapping[str, Any] | None = None,
) -> Any:
    """
    Start a flow and run it to its end.

    Args:
        fields: What is asked for again when the flow is resumed.
        options: Of the call, such as ``allow_duplicate``.

    Raises:
        PersonNeeded: Nobody may be asked.
        TryLater: Another command works on the flow.
        OutcomeNotKnown: A response was lost.
        NotFinishedError: The flow has no result.
    """
    from kontokit.sca import InteractionRequiredError

    client = sca_client(session, flow_id, receiver=receiver)
    more = {} if options is None else {"options": options}
    session.state.note(flow_notes.TABLE, flow_id, {"state": "sent", "fields": noted(fields)})
    flow: Flow[Any] | None = None
    try:
        with _explained(session, flow_id):
            flow = client.start(call.method, *call.arguments, **call.keywords, **more)
            return finish(session, flow, flow_id, receiver)
    except InteractionRequiredError as error:
        session.state.note(flow_notes.TABLE, flow_id, {"state": error.state})
        raise person_needed(session, flow_id, error.state) from None
    finally:
        flow_notes.end(session, flow_id, flow)


def resume_flow(session: Session, flow_id: str) -> None:
    """
    Go on with a flow that was left. One that is finished stays so.

    Raises:
        NotThere: There is none.
        PersonNeeded: Nobody may be asked.
        TryLater: Another command works on the flow.
        OutcomeNotKnown: A response was lost.
        NotFinishedError: The flow has no result.
    """
    from kontokit.sca import ResultNotKeptError

    with (
        session_of_flow(session, flow_id) as begun,
        receiving(begun) as receiver,
        _explained(begun, flow_id),
    ):
        flow = _resumed(begun, flow_id, receiver)
        try:
            with suppress(ResultNotKeptError):
                finish(begun, flow, flow_id, receiver)
        finally:
            flow_notes.end(begun, flow_id, flow)


def cancel_flow(session: Session, flow_id: str) -> str:
    """
    Cancel a flow, also at the provider.

    Returns:
        Its state.
    """
    with session_of_flow(session, flow_id) as begun, _explained(begun, flow_id):
        flow = _resumed(begun, flow_id, None, asks=False)
        if not flow.state.is_final:
            flow.cancel()
        flow_notes.end(begun, flow_id, flow)
        return flow.state.value


def reconcile_flow(session: Session, flow_id: str) -> Flow[Any]:
    """
    Learn the outcome of what was sent. Nothing is sent again.
    """
    with _explained(session, flow_id):
        flow = _resumed(session, flow_id, None, asks=False)
        if flow.step.kind == "unknown":
            flow.reconcile()
        flow_notes.end(session, flow_id, flow)
        return flow


@contextmanager
def _explained(session: Session, flow_id: str) -> Generator[None]:
    """
    Name the command that goes on where the errors of flows speak of records and methods.
    """
    from kontokit.sca import OutcomeUnknownError, ScaConflictError

    try:
        yield
    except ScaConflictError:
        shown = "payments show" if _is_payment(session, flow_id) else "flows resume"
        raise TryLater(
            f"another command works on {flow_id}, or has just done so",
            next_step=f"see what became of it: {session.command} {shown} {flow_id}",
            flow=flow_id,
        ) from None
    except OutcomeUnknownError:
        raise not_known(session, flow_id) from None


def not_known(session: Session, flow_id: str) -> OutcomeNotKnown:
    """
    The error of a flow whose response was lost.
    """
    if _is_payment(session, flow_id):
        return OutcomeNotKnown(
            "It is not known whether the bank has the order. Do not send it again.",
            next_step=f"In 10 minutes: {session.command} payments reconcile {flow_id}",
            flow=flow_id,
        )
    return OutcomeNotKnown(
        "The response was lost: it is not known whether this was done.",
        next_step=f"find out: {session.command} flows resume {flow_id}",
        flow=flow_id,
    )


def _is_payment(session: Session, flow_id: str) -> bool:
    return bool(flow_notes.note_of(session, flow_id)["kind"] == "pay")


def _resumed(
    session: Session, flow_id: str, receiver: ReturnReceiver | None, *, asks: bool = True
) -> Flow[Any]:
    """
    A flow with its newest state.

    Args:
        asks: Whether it is going to send the call again, which needs its credentials.
    """
    note = flow_notes.note_of(session, flow_id)
    fields = [LoginField(**one) for one in note.get("fields", [])]

    def credentials() -> Mapping[str, Any]:
        return ask_credentials(session, fields, note.get("bank") or "the bank", note.get("login"))

    client = sca_client(session, None, receiver=receiver)
    return client.resume(flow_id, credentials=credentials if asks else None)
