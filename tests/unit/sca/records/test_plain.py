"""
Flows as dicts and lists.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from kontokit.sca.records.plain import as_plain
from kontokit.sca.state.flow_state import Confirmation, Payee
from kontokit.sca.steps import State
from tests.support.flow_states import AT, in_state


def test_it_is_as_that_of_attrs() -> None:
    """
    With times, models in tuples, and JSON inside.
    """

    def written(_: Any, __: Any, value: Any) -> Any:
        if isinstance(value, tuple):
            return [*value]
        return value.isoformat() if isinstance(value, datetime) else value

    payee = Payee(result="match", name="Anna")
    confirmed = (Confirmation(payee=payee, name_shown="Anna", at=AT),)
    for state in (State.CHALLENGE, State.FINISHED, State.UNKNOWN, State.REDIRECT):
        flow = attrs.evolve(in_state(state), confirmations=confirmed, links={"next": "/x"})
        assert as_plain(flow) == attrs.asdict(flow, value_serializer=written)
