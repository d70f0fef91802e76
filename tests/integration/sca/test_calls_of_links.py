"""
What is sent to BANKSapi for each action of a flow: the call itself, or the link that fits.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import ArgumentError, CallOptions, Secret
from kontokit.core.exceptions import ForeignOriginError
from kontokit.operations import Operation
from kontokit.operations.sca import PayeeFields
from kontokit.sca.adapters.base import Action
from kontokit.sca.adapters.hypermedia import HypermediaAdapter
from kontokit.sca.records.references import Reference
from kontokit.sca.records.secret_slots import extract_secrets
from kontokit.sca.state.events import EventDetails, GivenUp
from kontokit.sca.state.flow_state import ActionKind, Payee, Request
from kontokit.sca.steps import State
from kontokit_banksapi import Banksapi
from kontokit_banksapi.operations import bank_accesses, consents, payments
from kontokit_banksapi.sca import SCA
from tests.support.adapter_calls import BASE, Calling, Reverser, Sent, as_sent, pipeline_of
from tests.support.flow_states import AT, in_state
from tests.support.readings import REDIRECT, RETURN_URL, STATE

assert SCA.relations is not None
CONFIG: Final = SCA.relations
PIPELINE: Final = pipeline_of(Banksapi, credential_key=Reverser())
ACCESS_ID: Final = "8fb65b0e-9418-412d-9865-b960ef81b43f"
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"
SELF: Final = f"/customer/v2/bankzugaenge/{ACCESS_ID}"
CONSENT: Final = "/customer/v2/consent/c-000001"
TREE: Final[dict[str, Any]] = {
    ACCESS_ID: {"providerId": PROVIDER, "credentials": {"userid": "u", "pin": Secret("4711")}}
}
BODY, SECRETS = extract_secrets(TREE)
REQUEST: Final = Request(operation="addBankAccess", body=BODY, arguments={"refresh": True})
READ: Final = Sent(operation="getBankAccess", method="GET", path=SELF, read_timeout=300)


def adding(
    state: State = State.CHALLENGE,
    *names: str,
    operation: Operation[Any] = bank_accesses.ADD_BANK_ACCESS,
    settings: dict[str, Any] | None = None,
    **fields: Any,
) -> Calling:
    """
    A bank access that is added, whose consent has some links.
    """
    links = dict.fromkeys(names, f"{BASE}{CONSENT}")
    known = {"links": links, "request": REQUEST, "adapter_name": "relations", **fields}
    return Calling(
        pipeline=PIPELINE,
        adapter=HypermediaAdapter(CONFIG, operation),
        flow=attrs.evolve(in_state(state), **known),
        secrets=SECRETS,
        **(settings or {}),
    )


def submitted(body: Any) -> Sent:
    """
    What is handed in to the consent.
    """
    return Sent(operation="submitConsent", method="POST", path=CONSENT, body=body, read_timeout=300)


def started(**query: str) -> Sent:
    """
    The call itself, with the secrets in it.
    """
    return Sent(
        operation="addBankAccess",
        method="POST",
        path="/customer/v2/bankzugaenge",
        query={name: [value] for name, value in {"refresh": "true", **query}.items()},
        body={
            ACCESS_ID: {"providerId": PROVIDER, "credentials": {"userid": "u", "pin": "1174"}},
        },
        read_timeout=300,
    )


def test_a_flow_begins_with_its_call_and_the_way_back() -> None:
    """
    The arguments and secrets of the call are sent, and the return URL with its state.
    """
    back = f"{RETURN_URL}?sca_state={STATE}"
    assert adding(State.NEW).of("start") == started(callbackUrl=back)
    nowhere = attrs.evolve(REDIRECT, return_url=None)
    assert adding(State.NEW, settings={"redirect": nowhere}).of("start") == started()
    assert adding().adapter.return_argument == "callback_url"


def test_a_call_without_a_way_back_is_made_without_one() -> None:
    """
    An operation without the parameter does not get it.
    """
    calling = adding(
        State.NEW,
        operation=bank_accesses.GET_BANK_ACCESS,
        request=Request(operation="getBankAccess", arguments={"access_id": ACCESS_ID}),
    )
    assert calling.adapter.return_argument is None
    assert calling.of("start") == READ


def test_a_secret_argument_is_sent_in_its_place() -> None:
    """
    The record has only its slot.
    """
    arguments, secrets = extract_secrets({"access_id": Secret("geheim")})
    read = bank_accesses.GET_BANK_ACCESS
    parameters = tuple(structs.replace(one, secret=True) for one in read.parameters)
    calling = adding(
        State.NEW,
        operation=structs.replace(read, parameters=parameters),
        request=Request(operation="getBankAccess", arguments=arguments),
    )
    sent = attrs.evolve(calling, secrets=secrets).of("start")
    assert sent == attrs.evolve(READ, path="/customer/v2/bankzugaenge/geheim")


def test_what_a_caller_adds_to_a_call_is_sent_with_it() -> None:
    """
    Query parameters and fields that are not documented, their secrets, and the options.
    """
    extra, secrets = extract_secrets({"x": Secret("geheim"), "y": 1})
    calling = adding(
        State.NEW,
        request=attrs.evolve(REQUEST, extra_query={"z": "1"}, extra_body=extra),
        settings={
            "options": CallOptions(timeout=7),
            "redirect": attrs.evolve(REDIRECT, return_url=None),
        },
    )
    sent = attrs.evolve(calling, secrets={**SECRETS, **secrets}).of("start")
    assert sent is not None
    assert sent == attrs.evolve(
        started(z="1"), body={**started().body, "x": "geheim", "y": 1}, read_timeout=7
    )


def test_a_look_follows_the_own_link_or_the_address_of_what_was_made() -> None:
    """
    The own link comes first; without either, the id of the access is enough.
    """
    own = {"self": f"{BASE}{SELF}"}
    made = {"location": f"{BASE}{SELF}/issues"}
    both = adding(State.WORKING, links={**made, **own})
    assert both.of("look") == READ
    assert adding(State.WORKING, links=made).of("look") == Sent(
        operation="getBankAccessIssues", method="GET", path=f"{SELF}/issues"
    )
    assert adding(State.WORKING).of("look") == READ


def test_a_look_without_an_address_and_without_an_id_is_not_possible() -> None:
    """
    An order has neither before its response, and a call with two accesses has no id of its own.
    """
    order = adding(State.UNKNOWN, operation=payments.INITIATE_SINGLE_TRANSFER)
    several = adding(State.UNKNOWN, request=attrs.evolve(REQUEST, body={"a": {}, "b": {}}))
    known = adding(State.UNKNOWN)
    linked = attrs.evolve(order, flow=attrs.evolve(order.flow, links={"self": "/x"}))
    made = attrs.evolve(order, flow=attrs.evolve(order.flow, links={"location": "/x"}))
    other = attrs.evolve(order, flow=attrs.evolve(order.flow, links={"authenticate": "/x"}))
    for calling, can_ask in (
        (order, False),
        (several, False),
        (known, True),
        (linked, True),
        (made, True),
        (other, False),
    ):
        assert (calling.of("look") is not None) is can_ask
        assert calling.adapter.can_ask(calling.flow) is can_ask


def test_the_id_in_the_path_of_a_call_is_its_own() -> None:
    """
    Whatever is in its body.
    """
    request = Request(
        operation="startScaConsent", arguments={"access_id": ACCESS_ID}, body={"pin": "1"}
    )
    calling = adding(State.UNKNOWN, operation=consents.START_SCA_CONSENT, request=request)
    assert calling.of("look") == READ
    assert calling.adapter.references(calling.flow) == (Reference(ACCESS_ID),)


HANDED_IN: Final[list[tuple[ActionKind, str, dict[str, Any], Any]]] = [
    ("answer", "authenticate", {"answer": "123456"}, {"scaAuthenticationData": "123456"}),
    ("answer", "submit_text_tan", {"answer": "123456"}, {"tan": "123456"}),
    ("method", "set_method", {"choice": "902"}, {"chosenScaMethodId": "902"}),
    ("medium", "set_medium", {"choice": "Handy"}, {"chosenScaMedia": "Handy"}),
    ("callback", "authenticate", {"answer": "code=1"}, {"scaAuthenticationData": "?code=1"}),
    ("callback", "authenticate", {"answer": "?code=1"}, {"scaAuthenticationData": "?code=1"}),
    ("confirm", "authenticate", {}, {}),
]


@pytest.mark.parametrize(("kind", "relation", "given", "body"), HANDED_IN)
def test_what_the_user_says_is_handed_in_to_the_link_that_asks(
    kind: ActionKind, relation: str, given: dict[str, Any], body: Any
) -> None:
    """
    In the field of that link; a return query keeps one question mark. Without the link nothing is
    sent.
    """
    others = {"set_method", "set_medium", "authenticate", "cancel"} - {relation}
    wrong = {"answer": "authenticate", "callback": "authenticate", "confirm": "authenticate"}
    sent = adding(State.CHALLENGE, relation, "cancel").of(kind, **given)
    assert sent is not None
    assert (sent.path, sent.body) == (CONSENT, body)
    if relation == "authenticate":
        assert sent == submitted(body)
    left = sorted(others - {wrong.get(kind, relation)})
    if kind != "callback":
        assert adding(State.CHALLENGE, *left).of(kind, **given) is None


def test_a_link_without_a_field_takes_an_empty_body() -> None:
    """
    A challenge whose field no document names is confirmed, not answered.
    """
    config = structs.replace(CONFIG, fields={})
    calling = adding(State.CHALLENGE, "authenticate")
    bare = attrs.evolve(calling, adapter=HypermediaAdapter(config, bank_accesses.ADD_BANK_ACCESS))
    assert bare.of("answer", "123456") == submitted({})


def test_a_return_from_a_page_is_handed_in_or_looked_after() -> None:
    """
    A form, or a page that says how it ended, has handed in by itself what the bank said; so has one
    without a link for it.
    """
    names = ("self", "authenticate")
    known = {name: f"{BASE}{SELF if name == 'self' else CONSENT}" for name in names}
    for page, query, links, is_look in (
        ("bank", "code=1", known, False),
        ("bank", "baReentry=&code=1", known, False),
        ("bank", "baReentry=FINISHED", known, True),
        ("bank", "?baReentry=FINISHED", known, True),
        ("bank", "code=1", {"self": known["self"]}, True),
        ("form", "code=1", known, True),
    ):
        sent = adding(State.REDIRECT, page=page, links=links).of("callback", query)
        assert sent is not None
        assert (sent.method == "GET") is is_look, (page, query)


@pytest.mark.parametrize(
    ("kind", "relation", "sent"),
    [
        ("cancel", "cancel", Sent(operation="cancelConsent", method="POST", path=CONSENT)),
        (
            "poll",
            "authenticate_decoupled",
            Sent(operation="pollConsent", method="GET", path=f"{CONSENT}/poll"),
        ),
        (
            "poll",
            "authentication_decoupled",
            Sent(operation="pollConsent", method="GET", path=f"{CONSENT}/poll"),
        ),
    ],
)
def test_questions_and_cancellations_have_links_of_their_own(
    kind: ActionKind, relation: str, sent: Sent
) -> None:
    """
    Without the link there is no such call, and a flow is polled or confirmed, not both.
    """
    path = sent.path if kind == "poll" else f"{CONSENT}/cancel"
    calling = adding(State.DECOUPLED, links={relation: f"{BASE}{path}"})
    found = calling.of(kind)
    assert found is not None
    assert (found.operation, found.method, found.path) == (sent.operation, sent.method, path)
    assert found.body is None
    assert adding(State.DECOUPLED, "authenticate").of(kind) is None
    assert calling.adapter.needs_confirm_call(calling.flow) is (kind != "poll")


def test_a_step_that_is_not_known_is_followed_by_hand() -> None:
    """
    With the body of the caller, to a link that no document describes; never to one that is not
    there.
    """
    calling = adding(State.UNSUPPORTED, "passkey", "get_issues")
    assert calling.of("follow", relation="passkey", body={"a": 1}) == Sent(
        operation="relation passkey", method="POST", path=CONSENT, body={"a": 1}
    )
    plain = calling.of("follow", relation="passkey")
    assert plain is not None
    assert (plain.operation, plain.method, plain.body) == ("relation passkey", "GET", None)
    assert calling.of("follow", relation="other", body={}) is None


def test_a_payee_is_confirmed_at_its_own_link() -> None:
    """
    With the name that was shown, in the field that the description names.
    """
    fields = PayeeFields(result="r", results={}, confirmed_name="tan")
    config = structs.replace(CONFIG, payee=fields, relation_kinds={"submit_text_tan": "payee"})
    payee = Payee(result="close_match", suggested_name="Erika")
    calling = attrs.evolve(
        adding(State.PAYEE_CHECK, "submit_text_tan", payee=payee),
        adapter=HypermediaAdapter(config, bank_accesses.ADD_BANK_ACCESS),
    )
    sent = calling.of("payee", name_shown="Erika")
    assert sent is not None
    assert (sent.path, sent.body) == (CONSENT, {"tan": "Erika"})
    other = attrs.evolve(calling, flow=attrs.evolve(calling.flow, links={"set_method": "/x"}))
    assert other.of("payee", name_shown="Erika") is None


def test_the_document_of_a_challenge_is_read_from_the_api_only() -> None:
    """
    It is not waited for long, since the challenge can be answered without it.
    """
    calling = adding(settings={"options": CallOptions(timeout=100)})
    context = calling.context(Action(kind="look"))
    place = f"{SELF}/challenge/pdf"
    found = as_sent(calling.adapter.document_call(context, f"{BASE}{place}"))
    assert found == Sent(operation="getChallengePdf", method="GET", path=place, read_timeout=20.0)
    with pytest.raises(ForeignOriginError):
        calling.adapter.document_call(context, "https://other.example/x.pdf")
    without = HypermediaAdapter(
        structs.replace(CONFIG, document=None), bank_accesses.ADD_BANK_ACCESS
    )
    assert without.document_call(context, f"{BASE}{place}") is None


@pytest.mark.parametrize(
    ("code", "is_it"),
    [("BA1103", True), ("BA3040", False), ("BA9999", False), ("", False), (None, False)],
)
def test_only_one_code_means_the_tan_alone(code: str | None, is_it: bool) -> None:
    """
    So that only it counts as a wrong TAN.
    """
    assert adding().adapter.means_wrong_answer(code) is is_it


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({}, [ACCESS_ID]),
        ({"self": f"{SELF}?x=c-9999999"}, [ACCESS_ID]),
        ({"self": SELF, "authenticate": CONSENT}, [ACCESS_ID, "c-000001"]),
        ({"cancel": f"{CONSENT}/cancel"}, [ACCESS_ID, "c-000001"]),
        ({"a": "/customer/v2/bankzugaenge", "b": "/x/short-1"}, [ACCESS_ID]),
    ],
)
def test_a_flow_is_known_by_the_ids_of_its_resources(
    links: dict[str, str], found: list[str]
) -> None:
    """
    That of the access, and those at the end of its links, each once; a query has none.
    """
    calling = adding(State.CHALLENGE, links=links)
    assert [one.value for one in calling.adapter.references(calling.flow)] == found
    order = adding(operation=payments.INITIATE_SINGLE_TRANSFER, links=links)
    others = [one for one in found if one != ACCESS_ID or "self" in links]
    assert [one.value for one in order.adapter.references(order.flow)] == others


def test_a_flow_adds_one_access() -> None:
    """
    Two would have two steps; a bulk transfer has many entries, but one step.
    """
    adapter = adding().adapter
    adapter.ensure_single(REQUEST)
    adapter.ensure_single(attrs.evolve(REQUEST, body=None))
    two = attrs.evolve(REQUEST, body={"a": {}, "b": {}})
    with pytest.raises(ArgumentError, match="2 entries") as caught:
        adapter.ensure_single(two)
    assert caught.value.place == "body"
    named = attrs.evolve(two, arguments={"access_id": ACCESS_ID})
    HypermediaAdapter(CONFIG, consents.START_SCA_CONSENT).ensure_single(named)
    HypermediaAdapter(CONFIG, payments.INITIATE_BULK_TRANSFER).ensure_single(two)


@pytest.mark.parametrize("state", [State.CHALLENGE, State.UNKNOWN])
def test_a_flow_whose_provider_cannot_be_told_is_given_up_by_the_caller(state: State) -> None:
    """
    Without a link to cancel nothing is sent, so it is not certain.
    """
    calling = adding(state)
    assert calling.of("cancel") is None
    found = calling.adapter.without_call(calling.flow, Action(kind="cancel"), AT)
    assert found.event == GivenUp(details=EventDetails(AT), by="caller")
