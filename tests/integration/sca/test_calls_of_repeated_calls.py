"""
What is sent to finAPI Access for each action of a flow: the same call with the answer in it, or a
question of what became of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import Secret
from kontokit.operations import Operation
from kontokit.operations.sca import PayeeFields, RepeatCallSca
from kontokit.sca.adapters.repeat_call import RepeatCallAdapter
from kontokit.sca.records.references import Reference
from kontokit.sca.records.secret_slots import extract_secrets
from kontokit.sca.state.flow_state import ActionKind, Payee, Request
from kontokit.sca.steps import State
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_access.operations import bank_connections, payments, standing_orders
from kontokit_finapi_access.sca import SCA
from kontokit_finapi_access_v1 import FinapiAccessV1
from kontokit_finapi_access_v1.operations import bank_connections as bank_connections_v1
from kontokit_finapi_access_v1.operations import payments as payments_v1
from kontokit_finapi_access_v1.sca import SCA as SCA_V1
from tests.support.adapter_calls import Calling, Sent, pipeline_of
from tests.support.flow_states import AT, in_state

assert SCA.repeat is not None
assert SCA_V1.repeat is not None
CONFIG: Final = SCA.repeat
CONFIG_V1: Final = SCA_V1.repeat
PIPELINE: Final = pipeline_of(FinapiAccess)
PIPELINE_V1: Final = pipeline_of(FinapiAccessV1)
TREE: Final[dict[str, Any]] = {
    "bankId": 280001,
    "bankingInterface": "FINTS_SERVER",
    "loginCredentials": [{"label": "PIN", "value": Secret("4711")}],
}
BODY, SECRETS = extract_secrets(TREE)
REQUEST: Final = Request(operation="importBankConnection", body=BODY)
IN_CLEAR: Final = {**TREE, "loginCredentials": [{"label": "PIN", "value": "4711"}]}
PAYMENT: Final = Request(operation="submitPayment", body={"paymentId": 17}, is_order=True)


def importing(
    state: State = State.CHALLENGE, *, config: RepeatCallSca = CONFIG, **fields: Any
) -> Calling:
    """
    The import of a bank connection.
    """
    known = {"request": REQUEST, "references": ("h-2", "h-1"), **fields}
    return Calling(
        pipeline=PIPELINE,
        adapter=RepeatCallAdapter(config, bank_connections.IMPORT_BANK_CONNECTION),
        flow=attrs.evolve(in_state(state), **known),
        secrets=SECRETS,
    )


def importing_v1(state: State = State.REDIRECT, **fields: Any) -> Calling:
    """
    An import at the older API, where a form may be needed.
    """
    known: dict[str, Any] = {"page": "form", "references": ("4711",), **fields}
    calling = importing(state, **known)
    operation = bank_connections_v1.IMPORT_BANK_CONNECTION
    adapter = RepeatCallAdapter(CONFIG_V1, operation)
    return attrs.evolve(calling, pipeline=PIPELINE_V1, adapter=adapter)


def paying(
    state: State = State.UNKNOWN,
    operation: Operation[Any] = payments.SUBMIT_PAYMENT,
    config: RepeatCallSca = CONFIG,
    **fields: Any,
) -> Calling:
    """
    An order, after its submission was lost.
    """
    known = {"request": PAYMENT, "references": ("h-2",), **fields}
    return Calling(
        pipeline=PIPELINE_V1 if config is CONFIG_V1 else PIPELINE,
        adapter=RepeatCallAdapter(config, operation),
        flow=attrs.evolve(in_state(state, is_order=True), **known),
    )


def imported(**answer: Any) -> Sent:
    """
    The same call, with an answer.
    """
    fields = {"multiStepAuthentication": answer} if answer else {}
    return Sent(
        operation="importBankConnection",
        method="POST",
        path="/api/v2/bankConnections/import",
        body={**IN_CLEAR, **fields},
        read_timeout=bank_connections.IMPORT_BANK_CONNECTION.read_timeout or 60.0,
    )


CHOSEN: Final = {"twoStepProcedureId": "902"}
ANSWERS: Final[list[tuple[ActionKind, dict[str, Any], dict[str, Any]]]] = [
    ("method", {"choice": "910"}, {"twoStepProcedureId": "910"}),
    ("answer", {"answer": "123456"}, {**CHOSEN, "challengeResponse": "123456"}),
    ("callback", {"answer": "code=1"}, {"redirectCallback": "code=1"}),
    ("poll", {}, {**CHOSEN, "decoupledCallback": True}),
    ("confirm", {}, {**CHOSEN, "decoupledCallback": True}),
]


def test_a_flow_begins_with_its_call_alone() -> None:
    """
    All fields and secrets are sent, and nothing of a step.
    """
    assert importing(State.NEW).of("start") == imported()


@pytest.mark.parametrize(("kind", "given", "fields"), ANSWERS)
def test_each_answer_repeats_the_call_with_the_latest_reference(
    kind: ActionKind, given: dict[str, Any], fields: dict[str, Any]
) -> None:
    """
    The method that was chosen goes along, except with what the browser brought back.
    """
    assert importing(method="902").of(kind, **given) == imported(hash="h-2", **fields)
    without = {
        name: value for name, value in fields.items() if kind == "method" or name not in CHOSEN
    }
    assert importing().of(kind, **given) == imported(hash="h-2", **without)


def test_a_payee_is_confirmed_in_the_repeated_call() -> None:
    """
    With the name that was shown, in the field that the description names.
    """
    fields = PayeeFields(result="r", results={}, confirmed_name="challengeResponse")
    payee = Payee(result="close_match", suggested_name="Erika")
    calling = importing(config=structs.replace(CONFIG, payee=fields), payee=payee)
    sent = calling.of("payee", name_shown="Erika")
    assert sent == imported(hash="h-2", challengeResponse="Erika")


@pytest.mark.parametrize("is_order", [False, True])
def test_nothing_is_cancelled_at_the_provider(*, is_order: bool) -> None:
    """
    There is no call for it.
    """
    assert (paying if is_order else importing)(State.CHALLENGE).of("cancel") is None


LOOKS: Final[list[tuple[Calling, Sent]]] = [
    (
        paying(),
        Sent(
            operation="getPayments",
            method="GET",
            path="/api/v2/payments",
            query={"ids": ["17"]},
        ),
    ),
    (
        paying(
            operation=standing_orders.SUBMIT_STANDING_ORDER,
            request=attrs.evolve(PAYMENT, body={"standingOrderId": 18}),
        ),
        Sent(
            operation="getStandingOrders",
            method="GET",
            path="/api/v2/standingOrders",
            query={"ids": ["18"]},
        ),
    ),
]


@pytest.mark.parametrize(("calling", "sent"), LOOKS)
def test_an_order_is_looked_for_by_its_id(calling: Calling, sent: Sent) -> None:
    """
    In a list, in which it is the only one.
    """
    assert calling.adapter.can_ask(calling.flow)
    found = calling.of("look")
    assert found is not None
    assert attrs.evolve(found, read_timeout=60.0) == sent
    assert calling.adapter.quiet_time == timedelta(minutes=30)
    assert calling.adapter.described_by == ("paymentId", "standingOrderId")


def test_an_order_may_be_read_by_its_path() -> None:
    """
    Where the API has such a call, its id is no list.
    """
    query = structs.replace(
        CONFIG.status_queries["submitPayment"],
        operation=bank_connections.GET_BANK_CONNECTION,
        argument="bank_connection_id",
        items=None,
    )
    config = structs.replace(CONFIG, status_queries={"submitPayment": query})
    found = paying(config=config).of("look")
    assert found is not None
    assert (found.method, found.path, found.query) == ("GET", "/api/v2/bankConnections/17", {})


def test_an_import_cannot_be_asked_for() -> None:
    """
    Nothing tells what became of it.
    """
    calling = importing(State.UNKNOWN)
    assert calling.of("look") is None
    assert not calling.adapter.can_ask(calling.flow)
    assert calling.of("bookings") is None


@pytest.mark.parametrize(("kind", "answer"), [("look", None), ("callback", "x=1")])
def test_a_form_is_asked_for_by_its_id(kind: ActionKind, answer: str | None) -> None:
    """
    After the browser has come back too, since there is nothing to hand in.
    """
    assert importing_v1().of(kind, answer) == Sent(
        operation="getWebForm", method="GET", path="/api/v1/webForms/4711"
    )


@pytest.mark.parametrize(
    "fields", [{"page": "bank"}, {"references": ()}, {"references": ("abc", "17")}]
)
def test_what_is_no_form_is_not_asked_for(fields: dict[str, Any]) -> None:
    """
    The hash of a step is no id of a form, and without an id there is nothing to ask for.
    """
    assert importing_v1(**fields).of("look") is None


def test_a_page_of_the_bank_is_answered_at_the_older_api_too() -> None:
    """
    Only a form has nothing to hand in.
    """
    sent = importing_v1(
        page="bank", request=Request(operation="importBankConnection", body={"bankId": 1})
    ).of("callback", "x=1")
    assert sent is not None
    assert sent.body["multiStepAuthentication"] == {"hash": "4711", "redirectCallback": "x=1"}


def test_bookings_are_read_from_the_day_before() -> None:
    """
    Of the account of the order alone, as the user sees them, a full page at once.
    """
    sent = paying(account="42").of("bookings")
    assert sent is not None
    assert (sent.operation, sent.path) == ("getAndSearchAllTransactions", "/api/v2/transactions")
    assert sent.query == {
        "accountIds": ["42"],
        "minBankBookingDate": [(AT - timedelta(days=1)).date().isoformat()],
        "perPage": ["500"],
        "view": ["userView"],
    }


def test_bookings_that_say_nothing_of_the_order_are_not_read() -> None:
    """
    Those of all accounts would not, and not every API has such a call.
    """
    assert paying(account=None).of("bookings") is None
    assert (
        paying(account="42", config=structs.replace(CONFIG, bookings=None)).of("bookings") is None
    )


@pytest.mark.parametrize(
    ("calling", "found"),
    [
        (paying(), (Reference("17", "paymentId"),)),
        (paying(request=attrs.evolve(PAYMENT, body={})), ()),
        (paying(request=attrs.evolve(PAYMENT, body=None)), ()),
        (importing(), ()),
        (
            paying(operation=payments_v1.SUBMIT_PAYMENT, config=CONFIG_V1),
            (Reference("17", "paymentId"),),
        ),
    ],
)
def test_a_flow_is_known_by_the_id_of_its_order(
    calling: Calling, found: tuple[Reference, ...]
) -> None:
    """
    With what it is the id of, since payments and standing orders may have equal ones.
    """
    assert calling.adapter.references(calling.flow) == found


def test_an_access_of_this_api_is_confirmed_by_polling() -> None:
    """
    No code means the TAN alone, there is no document to read, and a body has one operation.
    """
    adapter = importing().adapter
    assert not adapter.needs_confirm_call(importing().flow)
    assert not adapter.means_wrong_answer("BANK_SERVER_REJECTION")
    assert adapter.return_argument is None
    adapter.ensure_single(REQUEST)
