"""
Starts, resumes and ends flows, and notes each before and after.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import flow_notes
from .apis.actions import Call, LoginField
from .bank_login import ask_credentials, noted
from .dialog import finish, person_needed, sca_client
from .return_receiver import ReturnReceiver, return_receiver
from .session import Session
from .web_forms import session_of_flow

if TYPE_CHECKING:
    from kontokit.sca import Flow

__all__ = ["cancel_flow", "receiving", "reconcile_flow", "resume_flow", "run_call"]


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
        NotFinishedError: The flow has no result.
    """
    from kontokit.sca import InteractionRequiredError

    client = sca_client(session, flow_id, receiver=receiver)
    more = {} if options is None else {"options": options}
    session.state.note(flow_notes.TABLE, flow_id, {"state": "sent", "fields": noted(fields)})
    flow: Flow[Any] | None = None
    try:
        flow = client.start(call.method, *call.arguments, **call.keywords, **more)
        return finish(session, flow, flow_id, receiver)
    except InteractionRequiredError as error:
        session.state.note(flow_notes.TABLE, flow_id, {"state": error.state})
        raise person_needed(session, flow_id, error.state) from None
    finally:
        flow_notes.end(session, flow_id, flow)


def resume_flow(session: Session, flow_id: str) -> Any:
    """
    Go on with a flow that was left.

    Raises:
        NotThere: There is none.
        PersonNeeded: Nobody may be asked.
        NotFinishedError: The flow has no result.
    """
    with session_of_flow(session, flow_id) as begun, receiving(begun) as receiver:
        flow = _resumed(begun, flow_id, receiver)
        try:
            return finish(begun, flow, flow_id, receiver)
        finally:
            flow_notes.end(begun, flow_id, flow)


def cancel_flow(session: Session, flow_id: str) -> str:
    """
    Cancel a flow, also at the provider.

    Returns:
        Its state.
    """
    with session_of_flow(session, flow_id) as begun:
        flow = _resumed(begun, flow_id, None, asks=False)
        if not flow.state.is_final:
            flow.cancel()
        flow_notes.end(begun, flow_id, flow)
        return flow.state.value


def reconcile_flow(session: Session, flow_id: str) -> Flow[Any]:
    """
    Learn the outcome of what was sent. Nothing is sent again.
    """
    flow = _resumed(session, flow_id, None, asks=False)
    if flow.step.kind == "unknown":
        flow.reconcile()
    flow_notes.end(session, flow_id, flow)
    return flow


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
