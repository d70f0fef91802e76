"""
How the verification of a payee is read, confirmed and shown.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import ArgumentError
from kontokit.operations.sca import PayeeFields
from kontokit.sca.adapters.base import Action
from kontokit.sca.adapters.payee import payee_answer, payee_check
from kontokit.sca.errors import WrongStepError
from kontokit.sca.state.events import EventDetails, PayeeCheckRequested, UnsupportedStep
from kontokit.sca.state.flow_state import Confirmation, FlowState, Payee, Request, Shown
from kontokit.sca.state.payee import confirmation
from kontokit.sca.state.views import next_step
from kontokit.sca.steps import PayeeCheck, State
from tests.support.flow_states import AT, begun

FIELDS: Final = PayeeFields(
    result="vop.result",
    results={"CLOSE": "close_match", "NONE": "no_match"},
    suggested_name="vop.name",
    text="vop.text",
    order_name="payee.name",
    confirmed="ok",
    confirmed_name="shown",
)
BODY: Final = {"payee": {"name": "Erika Muster"}}
DETAILS: Final = EventDetails(AT, code="C1")


def order(payee: Payee | None = None) -> FlowState:
    """
    The order whose payee was checked.
    """
    request = Request(operation="pay", body=BODY, is_order=True)
    return attrs.evolve(begun(), request=request, payee=payee)


def read(fields: PayeeFields | None, **found: Any) -> Any:
    shown = Shown(text="Sonst")
    return payee_check(fields, {"vop": found}, order(), DETAILS, shown).event


@pytest.mark.parametrize(
    ("found", "payee", "text"),
    [
        (
            {"result": "CLOSE", "name": "Erika Mustermann", "text": "Ähnlich"},
            Payee(result="close_match", suggested_name="Erika Mustermann", name="Erika Muster"),
            "Ähnlich",
        ),
        ({"result": "NONE"}, Payee(result="no_match", name="Erika Muster"), "Sonst"),
        (
            {"result": "NONE", "name": " ", "text": 17},
            Payee(result="no_match", name="Erika Muster"),
            "Sonst",
        ),
    ],
)
def test_a_check_says_what_the_bank_has_found_out(
    found: dict[str, Any], payee: Payee, text: str
) -> None:
    """
    Its result, the name that the bank knows, that of the order, and the text.
    """
    event = read(FIELDS, **found)
    assert event == PayeeCheckRequested(details=DETAILS, payee=payee, shown=Shown(text=text))


def test_a_check_without_paths_for_names_has_none() -> None:
    """
    Only the result is always there.
    """
    bare = PayeeFields(result="vop.result", results=FIELDS.results)
    assert read(bare, result="NONE", name="X", text="Y") == PayeeCheckRequested(
        details=DETAILS, payee=Payee(result="no_match"), shown=Shown(text="Sonst")
    )


@pytest.mark.parametrize(
    ("fields", "result", "code"), [(FIELDS, "NEW", "NEW"), (FIELDS, None, "C1"), (None, "X", "C1")]
)
def test_a_result_that_is_not_known_is_no_check(
    fields: PayeeFields | None, result: str | None, code: str
) -> None:
    """
    It is shown with its code.
    """
    event = read(fields, result=result)
    assert isinstance(event, UnsupportedStep)
    assert (event.details.code, event.shown.text) == (code, "Sonst")


def test_a_confirmation_repeats_the_name_that_was_shown() -> None:
    """
    The bank's name, else the one of the order, else what the caller says; in the documented fields.
    """
    action = Action(kind="confirm", name_shown="Gezeigt")
    known = Payee(result="close_match", suggested_name="Bank", name="Auftrag")
    named = attrs.evolve(known, suggested_name=None)
    nameless = attrs.evolve(named, name=None)
    for payee, name in (
        (known, "Bank"),
        (named, "Auftrag"),
        (nameless, "Gezeigt"),
        (None, "Gezeigt"),
    ):
        assert payee_answer(FIELDS, order(payee), action) == {"ok": True, "shown": name}
    silent = structs.replace(FIELDS, confirmed=None, confirmed_name=None)
    assert payee_answer(silent, order(known), action) == {}
    assert payee_answer(None, order(known), action) == {}


@pytest.mark.parametrize("limits", [0, 1])
def test_a_check_is_shown_with_everything_that_is_known(limits: int) -> None:
    """
    A record without the payee says that nothing was checked.
    """
    payee = Payee(result="close_match", suggested_name="Bank", name="Auftrag")
    flow = attrs.evolve(
        order(payee),
        state=State.PAYEE_CHECK,
        shown=Shown(text="<b>Prüfen</b>"),
        deadline=AT,
        not_before=AT,
        limits=limits,
    )
    put_off = AT if limits else None
    assert next_step(flow, None) == PayeeCheck(
        result="close_match",
        suggested_name="Bank",
        name="Auftrag",
        text="Prüfen",
        ends=AT,
        not_before=put_off,
    )
    assert next_step(attrs.evolve(flow, payee=None), None) == PayeeCheck(
        result="not_checked", text="Prüfen", ends=AT, not_before=put_off
    )


def test_only_the_name_that_must_have_been_seen_confirms() -> None:
    """
    Without a name of the bank and of the order, any name that was shown; never none.
    """
    payee = Payee(result="close_match", suggested_name="Bank", name="Auftrag")
    flow = order(payee)
    assert confirmation(flow, "Bank", "Erika", AT) == Confirmation(
        payee=payee, name_shown="Bank", by="Erika", at=AT
    )
    for wrong in ("Auftrag", "", " ", None):
        with pytest.raises(ArgumentError) as caught:
            confirmation(flow, wrong, None, AT)
        assert "name_shown" in str(caught.value)
    nameless = order(Payee(result="no_match"))
    assert confirmation(nameless, "Irgendwer", None, AT).name_shown == "Irgendwer"
    with pytest.raises(WrongStepError):
        confirmation(order(), "Bank", None, AT)
