"""
What is noted of each flow: which command began it, for what, and how it ended.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from .failures import NotThere
from .session import Session

if TYPE_CHECKING:
    from kontokit.sca import Flow

__all__ = ["begin", "end", "new_id", "note_of", "notes"]

TABLE: Final = "flows"


def new_id(kind: str) -> str:
    """
    An id for a flow that nobody has named.
    """
    return f"{kind}-{uuid.uuid4().hex[:10]}"


def begin(session: Session, flow_id: str, kind: str, facts: Mapping[str, Any]) -> None:
    """
    Note a flow, before anything of it is sent.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    note = {"kind": kind, "api": session.provider.name, "started": started, "state": "starting"}
    session.state.note(TABLE, flow_id, {**note, **facts})


def end(session: Session, flow_id: str, flow: Flow[Any] | None) -> None:
    """
    Note the state of a flow.

    Args:
        flow: None where an error came before there was one; then its record tells the state, which
            another command may have written.
    """
    if flow is None:
        session.state.note(TABLE, flow_id, {"state": _record_state(session, flow_id) or "starting"})
    else:
        step = flow.step.to_dict()
        session.state.note(TABLE, flow_id, {"state": flow.state.value, "step": step["kind"]})


def notes(session: Session) -> dict[str, dict[str, Any]]:
    """
    All notes, by the id of the flow.
    """
    return session.state.read(TABLE)


def note_of(session: Session, flow_id: str) -> dict[str, Any]:
    """
    The note of a flow.

    Raises:
        NotThere: There is none.
    """
    found = notes(session).get(flow_id)
    if found is None:
        raise NotThere(f"there is no flow {flow_id!r}", next_step=f"{session.command} flows list")
    return found


def _record_state(session: Session, flow_id: str) -> str | None:
    """
    The state of a flow as its record has it; None where nothing of it was sent.
    """
    from kontokit.sca import RecordRefusedError

    store = session.state.flow_store()
    client = session.client.sca.with_options(store=store)
    with suppress(RecordRefusedError):
        return client.resume(flow_id).state.value
    return None
