"""
What the links, messages and statuses of BANKSapi say about a flow.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import Secret
from kontokit.core.exceptions import RelationNotFoundError
from kontokit.operations.sca import PayeeFields
from kontokit.sca.adapters.base import Action
from kontokit.sca.adapters.hypermedia import HypermediaAdapter
from kontokit.sca.state.events import (
    Answered,
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    Inconclusive,
    MediumRequested,
    MethodRequested,
    NotSent,
    Observed,
    OutcomeLost,
    PayeeCheckRequested,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from kontokit.sca.state.flow_state import ActionKind, Shown
from kontokit.sca.steps import Choice, State
from kontokit_banksapi import models
from kontokit_banksapi.operations import bank_accesses, payments, transfers
from tests.support.link_readings import (
    CONFIG,
    CONSENT,
    KNOWN,
    PAGE,
    SELF,
    adding,
    event_of,
    links,
    paying,
    resource,
    response_of,
    said,
    transfer,
)
from tests.support.readings import LATER, REDIRECT, SENT_ID


def test_methods_are_passed_on() -> None:
    """
    Each method has its code, its name and its hint; links to follow are kept, the self link too.
    """
    body = resource(
        links("set_method", self=SELF),
        "BA7777",
        sicherheitsverfahren=[
            {"kodierung": "902", "name": "photoTAN", "hinweis": "Gerät"},
            {"kodierung": "910"},
            {"name": "ohne Kodierung"},
        ],
        timeout="2026-11-20T14:00:00",
        status="INTERAKTION",
    )
    found = event_of(adding(), body)
    assert isinstance(found, MethodRequested)
    assert found.offer[0] == Choice(id="902", name="photoTAN", hint="Gerät")
    assert [one.id for one in found.offer] == ["902", "910"]
    assert found.details == said("BA7777", links={"self": SELF, "set_method": CONSENT})
    assert found.shown.text == "Text BA7777"


def test_media_are_passed_on() -> None:
    """
    Each medium has its name, its kind and its time.
    """
    body = resource(
        links("set_medium"),
        "BA7777",
        tanMedien=[
            {
                "name": "Handy",
                "medienklasse": "MOBILE",
                "gueltigVon": "2026-01-01T00:00:00",
                "gueltigBis": "2027-01-01T00:00:00",
            }
        ],
    )
    found = event_of(adding(), body)
    assert isinstance(found, MediumRequested)
    (medium,) = found.offer
    assert (medium.id, medium.name, medium.hint) == ("Handy", "Handy", "MOBILE")
    assert medium.since == datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    assert medium.until == datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert found.details == said("BA7777", links={"self": SELF, "set_medium": CONSENT})


CONTENT: Final = {"instructions": "Bitte TAN", "HHD": "1234", "HHDUC": "5678", "photo": "iVBO"}


def test_challenges_are_passed_on() -> None:
    """
    Text, codes and picture of the challenge are shown, under the bank's name of the method.
    """
    challenge = {"name": "photoTAN", "content": CONTENT, "decoupled": False}
    body = resource(links("authenticate"), challenge=challenge, hinweis="Hinweis")
    found = event_of(adding(State.METHOD, "method"), body)
    assert isinstance(found, AnswerRequested)
    assert found.shown == Shown(
        text="Bitte TAN", codes=("1234", "5678"), pictures=("iVBO",), method="photoTAN"
    )
    assert not found.is_wrong
    assert found.details.links == {"self": SELF, "authenticate": CONSENT}


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"hinweis": "Hinweis", "messages": [{"code": "X", "message": "Meldung"}]}, "Hinweis"),
        ({"messages": [{"code": "X", "message": "Meldung"}]}, "Meldung"),
        ({"challenge": {"name": "photoTAN", "content": {"photo": "iVBO"}}}, "photoTAN"),
    ],
)
def test_a_challenge_without_a_text_shows_the_next_best(more: dict[str, Any], text: str) -> None:
    """
    The hint beside the field, else the message, else the name of the method.
    """
    known = {"challenge": {"content": {"photo": "iVBO"}}, **more}
    found = event_of(adding(State.METHOD, "method"), {**resource(links("authenticate")), **known})
    assert isinstance(found, AnswerRequested)
    assert (found.shown.text, found.shown.pictures) == (text, ("iVBO",))


@pytest.mark.parametrize(
    ("action", "relation", "codes", "is_wrong"),
    [
        ("answer", "authenticate", ["BA1103"], True),
        ("answer", "authenticate", [], False),
        ("answer", "submit_text_tan", [], True),
        ("look", "submit_text_tan", [], False),
    ],
)
def test_a_wrong_tan_is_told_by_its_code_or_its_link(
    action: ActionKind, relation: str, codes: list[str], is_wrong: bool
) -> None:
    """
    BA1103 means the TAN alone, and a legacy transfer takes the TAN again only if it was wrong.
    """
    reading = adding(State.CHALLENGE, action)
    found = reading.of_outcome(response_of(resource(links(relation), *codes)))
    assert isinstance(found.event, AnswerRequested)
    assert found.event.is_wrong is is_wrong


def test_a_wrong_tan_leaves_the_picture() -> None:
    """
    Where only the hint comes again, the challenge is still the one to scan.
    """
    before = Shown(text="Bitte TAN", pictures=("iVBO",))
    reading = adding(State.CHALLENGE, "answer", shown=before)
    body = resource(links("authenticate"), "BA1103")
    hinted = event_of(reading, {**body, "hinweis": "Falsch, noch einmal"})
    assert isinstance(hinted, AnswerRequested)
    assert hinted.shown == attrs.evolve(before, text="Falsch, noch einmal")
    bare = event_of(reading, body)
    assert isinstance(bare, AnswerRequested)
    assert bare.shown == before


@pytest.mark.parametrize(
    ("relation", "flag", "seconds"),
    [
        ("authenticate_decoupled", True, CONFIG.seconds),
        ("authentication_decoupled", None, CONFIG.seconds),
        ("authenticate", True, None),
    ],
)
def test_confirmations_elsewhere_are_passed_on(
    relation: str, flag: bool | None, seconds: float | None
) -> None:
    """
    By a link of their own, or by the flag of the challenge.
    """
    challenge = {"decoupled": flag, "content": {"instructions": "App"}}
    found = event_of(adding(State.METHOD, "method"), resource(links(relation), challenge=challenge))
    assert isinstance(found, ConfirmationRequested)
    assert found.shown.text == "App"
    assert found.details == said(links={"self": SELF, relation: CONSENT})
    assert seconds is None or found.seconds == seconds


def test_pages_of_the_bank_are_opened_and_not_kept() -> None:
    """
    The address is for the browser alone; our own state comes back if it was sent along.
    """
    body = resource(links(redirect_url=PAGE, self=SELF))
    found = adding(State.WORKING, "look", sent_along="digest").of(200, body)
    assert found.event == BrowserRequested(
        details=said(), page="bank", field="sca_state", digest="digest"
    )
    assert found.url == PAGE
    bare = adding(State.WORKING, "look", sent_along=None).of(200, body)
    assert bare.event == BrowserRequested(details=said(), page="bank")
    assert bare.url == PAGE


def test_a_look_at_a_page_that_is_open_changes_nothing() -> None:
    """
    The address is given again, since the process that had it may have died.
    """
    body = resource(links(redirect_url=PAGE))
    found = adding(State.REDIRECT, "look").of(200, body)
    assert found.event == Unchanged(details=said(), seconds=CONFIG.working_seconds)
    assert found.url == PAGE
    unsafe = adding(State.REDIRECT, "look").of(200, resource(links(redirect_url="http://b.x/")))
    assert (type(unsafe.event), unsafe.url) == (Unchanged, None)


def test_a_web_form_needs_a_return_url() -> None:
    """
    With one it is opened, with the state in its callback; without one the flow fails.
    """
    form = "https://form.example/f/1"
    opened = adding(State.NEW, "start").of(451, b"", location=form)
    assert isinstance(opened.event, BrowserRequested)
    assert (opened.event.page, opened.event.field) == ("form", "sca_state")
    assert opened.event.details == EventDetails(LATER, links=KNOWN)
    assert opened.url is not None
    assert opened.url.startswith(f"{form}?callbackUrl=https%3A%2F%2Fapp.example%2Fback%3F")
    refused = adding(State.NEW, "start", redirect=attrs.evolve(REDIRECT, return_url=None)).of(
        451, b"", location=form
    )
    assert refused.event == Refused(
        details=EventDetails(LATER), reason="no_return_url", can_restart=True
    )
    linked = adding().of(200, resource(links(get_webform=form)))
    assert isinstance(linked.event, BrowserRequested)
    assert (linked.event.page, linked.event.details) == ("form", said())


ENDS: Final[list[tuple[dict[str, Any], Event]]] = [
    (
        {"status": "VOLLSTAENDIG"},
        Succeeded(details=said("VOLLSTAENDIG")),
    ),
    (
        {"status": "SAMMELN"},
        ProviderBusy(details=said("SAMMELN"), seconds=CONFIG.working_seconds),
    ),
    (
        {"status": "GESTARTET"},
        ProviderBusy(details=said("GESTARTET"), seconds=CONFIG.working_seconds),
    ),
]


@pytest.mark.parametrize(("more", "event"), ENDS)
def test_without_a_question_the_status_decides(more: dict[str, Any], event: Event) -> None:
    """
    Complete is done, being collected is busy.
    """
    found = adding().of(200, resource({}, **more))
    assert found.event == event
    assert isinstance(event, Succeeded) <= (found.value is not None)


TROUBLE: Final = [
    ("BA1011", "credentials", False),
    ("BA1010", "locked", False),
    ("BA1012", "incomplete", False),
    ("BA3040", "sca_failed", True),
    ("BA3060", "no_method", False),
    ("BA1053", "too_often", None),
    ("BA1100", "bank_said_no", None),
]


@pytest.mark.parametrize(("code", "reason", "can_restart"), TROUBLE)
def test_messages_that_refuse_end_it(code: str, reason: str, can_restart: bool | None) -> None:
    """
    The code says why, and its text is kept.
    """
    found = event_of(adding(), resource({}, code))
    assert isinstance(found, Refused)
    assert (found.reason, found.details.code) == (reason, code)
    assert found.details.text == f"Text {code}"
    assert found.details.request_id == SENT_ID
    assert can_restart is None or found.can_restart is can_restart


@pytest.mark.parametrize("code", ["BA1111", "BA1112", "BA1212"])
@pytest.mark.parametrize("relations", [{}, links("authenticate")])
def test_an_order_that_was_confirmed_is_done_whatever_else_is_there(
    code: str, relations: dict[str, str]
) -> None:
    """
    The message of the bank counts more than a link.
    """
    found = event_of(paying(State.CHALLENGE, "answer"), resource(relations, code))
    is_done = isinstance(found, Succeeded) or (isinstance(found, ProviderBusy) and found.is_done)
    assert is_done
    assert found.details.code == code


def test_an_order_whose_answer_says_nothing_was_answered() -> None:
    """
    It is neither done nor refused, and has been taken.
    """
    found = event_of(paying(State.CHALLENGE, "answer"), resource({}))
    assert isinstance(found, Answered)
    assert found.details.request_id == SENT_ID


def test_cancelling_is_certain_for_what_is_no_order() -> None:
    """
    For an order only a code that proves it.
    """
    body = resource({}, "BA3040")
    plain = event_of(adding(State.CHALLENGE, "cancel"), body)
    assert plain == GivenUp(details=said("BA3040"), by="caller", is_certain=True)
    open_still = resource({}, "BA1001")
    for reading, is_certain in (
        (adding(State.CHALLENGE, "cancel"), True),
        (paying(State.CHALLENGE, "cancel"), False),
    ):
        found = event_of(reading, open_still)
        assert isinstance(found, GivenUp)
        assert (found.is_certain, found.by) == (is_certain, "caller")


@pytest.mark.parametrize(
    ("before", "action", "page", "event"),
    [
        (
            State.UNKNOWN,
            "look",
            None,
            DeadlinePassed(details=EventDetails(LATER), what="outcome"),
        ),
        (State.WORKING, "look", None, DeadlinePassed(details=EventDetails(LATER), what="step")),
        (
            State.REDIRECT,
            "look",
            "form",
            Unchanged(details=EventDetails(LATER), seconds=CONFIG.working_seconds),
        ),
        (
            State.CHALLENGE,
            "answer",
            None,
            ProviderBusy(details=EventDetails(LATER), seconds=0.0),
        ),
    ],
)
def test_what_is_not_found_is_read_by_what_was_asked(
    before: State, action: ActionKind, page: Any, event: Event
) -> None:
    """
    A look that finds nothing ends it; behind a form nothing is there yet; a consent that is gone
    after an answer is looked after.
    """
    found = event_of(adding(before, action, page=page), b"", status=404)
    assert found == event


def test_a_server_that_failed_may_have_done_it() -> None:
    """
    Its request id is that of our request, since the body gives none.
    """
    found = paying(State.CHALLENGE, "answer").of(500, b"")
    assert found.event == OutcomeLost(at=LATER, request_id=SENT_ID)
    assert found.cause is not None


RETURNS: Final = [
    ("USER_CANCELLED", "cancelled"),
    ("LEGAL_NOT_ACCEPTED", "cancelled"),
    ("INVALID_TAN", "failed"),
    ("NO_ACCOUNTS", "failed"),
    ("FINISHED", "finished"),
    ("", None),
    ("SOMETHING", None),
]


@pytest.mark.parametrize(("value", "meaning"), RETURNS)
@pytest.mark.parametrize("is_order", [False, True])
def test_the_return_of_a_browser_proves_nothing_of_an_order(
    value: str, meaning: str | None, is_order: bool
) -> None:
    """
    It ends a form only where nothing can be asked, and never for certain where money moves.
    """
    make = paying if is_order else adding
    reading = make(State.REDIRECT, "callback", page="form", answer=f"?baReentry={value}&x=")
    found = reading.adapter.event_without_call(reading.flow, reading.action, LATER)
    details = EventDetails(LATER)
    expected: dict[str | None, Observed] = {
        "cancelled": GivenUp(details=details, by="user", is_certain=not is_order),
        "failed": Refused(
            details=EventDetails(LATER, code=value), reason="bank_said_no", can_restart=True
        ),
        "finished": Succeeded(details=details, verified=False),
        None: Unchanged(details=details, seconds=CONFIG.seconds),
    }
    assert found == expected[meaning]


@pytest.mark.parametrize(
    ("body", "code", "relations", "can_be_approved"),
    [
        (resource({}, status="NEU"), "NEU", (), True),
        (resource(links("biometrics"), status="INTERAKTION"), "INTERAKTION", ("biometrics",), True),
        (resource(links(redirect_url="http://bank.example/")), None, ("redirect_url",), False),
        (resource(links("set_method")), None, ("set_method",), False),
    ],
)
def test_what_is_not_known_is_shown(
    body: Any, code: str | None, relations: tuple[str, ...], can_be_approved: bool
) -> None:
    """
    With the relations that can be followed by hand.
    """
    found = event_of(adding(), body)
    assert isinstance(found, UnsupportedStep)
    assert (found.details.code, found.relations) == (code, relations)
    assert found.can_be_approved is can_be_approved
    assert found.details.request_id == SENT_ID


@pytest.mark.parametrize(("code", "is_proof"), [("BA1100", True), ("BA999", False)])
def test_after_a_tan_only_some_codes_prove_a_refusal(code: str, is_proof: bool) -> None:
    """
    An internal error proves nothing; both keep code and text.
    """
    for relations in ({}, links("authenticate")):
        found = event_of(paying(State.CHALLENGE, "answer"), resource(relations, code))
        assert isinstance(found, Refused)
        assert (found.reason, found.is_proof) == ("bank_said_no", is_proof)
        assert (found.details.code, found.details.text) == (code, f"Text {code}")
        assert found.details.request_id == SENT_ID


@pytest.mark.parametrize(
    ("value", "body", "status", "is_ended"),
    [
        ("USER_CANCELLED", b"", 404, True),
        ("USER_CANCELLED", resource({}, "BA1100"), 200, True),
        ("USER_CANCELLED", resource({}, status="VOLLSTAENDIG"), 200, False),
        ("INVALID_TAN", b"", 404, True),
        ("INVALID_TAN", resource({}, status="SAMMELN"), 200, False),
        ("SOMETHING", b"", 404, False),
    ],
)
def test_a_return_counts_only_where_the_resource_says_nothing(
    value: str, body: Any, status: int, is_ended: bool
) -> None:
    """
    What the provider says counts more; its text is kept.
    """
    reading = attrs.evolve(
        adding(State.REDIRECT, "callback", page="form", answer=f"baReentry={value}"),
        operation=bank_accesses.GET_BANK_ACCESS,
    )
    found = event_of(reading, body, status=status)
    ended = GivenUp if value == "USER_CANCELLED" else Refused
    assert isinstance(found, ended) is is_ended
    if status == 200 and is_ended:
        assert found.details.text == "Text BA1100"


@pytest.mark.parametrize("status", [200, 400, 409])
def test_a_second_submission_shows_that_the_first_was_taken(status: int) -> None:
    """
    BA1104 is no refusal of an order, as a message of a success or of an error.
    """
    found = paying().of(status, resource({}, "BA1104"))
    assert isinstance(found.event, Answered)
    assert found.event.details.is_taken
    assert found.event.details.code == "BA1104"
    assert (found.cause is None) is (status == 200)
    other = adding(State.NEW, "start").of(status, resource({}, "BA1104"))
    assert not isinstance(other.event, Answered)


@pytest.mark.parametrize(
    ("code", "is_proof", "is_unclear"), [("BA1100", True, False), ("BA999", False, False)]
)
def test_an_error_with_messages_is_an_answer_of_the_provider(
    code: str, is_proof: bool, is_unclear: bool
) -> None:
    """
    Its codes say whether it is proof; one without messages may come from a gateway.
    """
    found = paying(State.CHALLENGE, "answer").of(400, resource({}, code))
    assert isinstance(found.event, Refused)
    assert (found.event.is_proof, found.event.is_unclear) == (is_proof, is_unclear)
    assert found.cause is not None
    bare = event_of(paying(State.CHALLENGE, "answer"), {"title": "Bad Request"}, status=400)
    assert isinstance(bare, Refused)
    assert (bare.is_proof, bare.is_unclear) == (False, True)


@pytest.mark.parametrize(
    ("code", "reason"),
    [("BA1011", "credentials"), ("BA1010", "locked"), ("BA1100", "bank_said_no")],
)
def test_an_error_with_messages_says_why_in_the_words_of_the_bank(code: str, reason: str) -> None:
    """
    Code, reason and text of the messages, as if the same resource had come with a 200.
    """
    for status in (200, 400):
        found = adding(State.NEW, "start").of(status, resource({}, code))
        assert isinstance(found.event, Refused)
        details = found.event.details
        assert (found.event.reason, details.code, details.text) == (reason, code, f"Text {code}")


def test_only_older_transfers_say_until_when_a_step_lasts() -> None:
    """
    As local time; the field of a bank access means something else.
    """
    body = resource(links("submit_text_tan"), timeout="2026-11-20T14:00:00")
    reading = attrs.evolve(
        paying(State.WORKING, "look"),
        adapter=HypermediaAdapter(CONFIG, transfers.CREATE_TRANSFER),
        operation=bank_accesses.GET_BANK_ACCESS,
    )
    found = event_of(reading, body)
    assert isinstance(found, AnswerRequested)
    assert found.details.deadline == datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
    other = event_of(adding(), {**body, **resource(links("authenticate"))})
    assert other.details.deadline is None


METHODS: Final = {"scaMethods": [{"code": "902", "name": "photoTAN"}]}
MEDIA: Final = {"scaMediums": [{"name": "Handy"}]}
APP: Final = {"challenge": {"decoupled": True, "content": {"instructions": "App"}}}
RETRIES: Final[list[tuple[ActionKind, str, tuple[str, ...], dict[str, Any], type[Observed]]]] = [
    ("method", "set_method", ("BA1101",), METHODS, MethodRequested),
    ("method", "set_method", ("BA1102",), METHODS, MethodRequested),
    ("method", "set_medium", ("BA1101",), MEDIA, MediumRequested),
    ("medium", "set_medium", ("BA1102",), MEDIA, MediumRequested),
    ("method", "set_method", ("BA3040",), METHODS, Refused),
    ("medium", "set_medium", ("BA1011",), MEDIA, Refused),
    ("answer", "authenticate", ("BA3040",), {}, AnswerRequested),
    ("answer", "authenticate", ("BA1103", "BA3040"), {}, AnswerRequested),
    ("look", "authenticate", ("BA1103", "BA3040"), {}, AnswerRequested),
    ("look", "authenticate", ("BA3040",), {}, Refused),
    ("answer", "authenticate", ("BA3040",), APP, Refused),
    ("answer", "authenticate", ("BA1101",), {}, Refused),
    ("answer", "redirect_url", ("BA3040",), {}, Refused),
    ("answer", "redirect_url", ("BA1103", "BA3040"), {}, Refused),
    ("answer", "authenticate_decoupled", ("BA3040",), {}, Refused),
]


@pytest.mark.parametrize(("action", "relation", "codes", "more", "kind"), RETRIES)
def test_only_what_goes_against_the_last_word_is_asked_for_again(
    action: ActionKind,
    relation: str,
    codes: tuple[str, ...],
    more: dict[str, Any],
    kind: type[Observed],
) -> None:
    """
    A wrong choice is chosen again and a wrong TAN typed again; anything else ends it.
    """
    before = {"method": State.METHOD, "medium": State.MEDIUM}.get(action, State.CHALLENGE)
    found = event_of(adding(before, action), resource(links(relation), *codes, **more))
    assert isinstance(found, kind)
    assert found.details.code == codes[0]


@pytest.mark.parametrize(
    ("action", "answered", "verified"),
    [("look", False, True), ("look", True, False), ("answer", False, False)],
)
def test_a_renewal_after_the_user_has_acted_means_that_it_has_failed(
    action: ActionKind, *, answered: bool, verified: bool
) -> None:
    """
    Before, it means that an SCA is due; the access is complete either way.
    """
    body = resource(links("start_sca"), status="VOLLSTAENDIG")
    found = event_of(adding(State.CHALLENGE, action, answered=answered), body)
    assert isinstance(found, Succeeded)
    assert (found.verified, found.needs_renewal) == (verified, True)
    whole = event_of(adding(State.CHALLENGE, action), resource({}, status="VOLLSTAENDIG"))
    assert (whole.verified, whole.needs_renewal) == (True, False)


def test_a_link_that_may_not_be_followed_is_a_step_that_is_not_known() -> None:
    """
    The user may be able to go on with it.
    """
    found = adding().of_outcome(RelationNotFoundError("authenticate", []))
    assert found.event == UnsupportedStep(details=EventDetails(LATER))


@pytest.mark.parametrize("status", [400, 404, 405, 409, 415, 422])
def test_what_was_followed_by_hand_in_a_wrong_form_may_be_corrected(status: int) -> None:
    """
    Nothing was done with it. Of an order that is not certain, and a conflict is no wrong form.
    """
    found = adding(State.UNSUPPORTED, "follow").of(status, resource({}, "BA1020"))
    is_correctable = status in (400, 405, 415, 422)
    assert (found.event == NotSent(at=LATER)) is is_correctable
    assert (found.error is not None) is is_correctable
    order = paying(State.UNSUPPORTED, "follow").of(status, resource({}, "BA1020"))
    assert not isinstance(order.event, NotSent)
    answer = adding(State.CHALLENGE, "answer").of(status, resource({}, "BA1020"))
    assert not isinstance(answer.event, NotSent)


@pytest.mark.parametrize(
    ("action", "answered", "relations", "kind"),
    [
        ("answer", False, {}, Inconclusive),
        ("look", True, {}, Inconclusive),
        ("look", False, {}, UnsupportedStep),
        ("answer", True, links("biometrics"), UnsupportedStep),
    ],
)
def test_a_step_with_nothing_to_do_says_nothing_of_an_order(
    action: ActionKind, relations: dict[str, str], kind: type[Observed], *, answered: bool
) -> None:
    """
    Once the user has acted, it may have been carried out; what can be followed is shown.
    """
    body = transfer(relations, status="NEU")
    found = event_of(paying(State.CHALLENGE, action, answered=answered), body)
    assert isinstance(found, kind)
    assert found.details.code == "NEU"
    other = event_of(adding(State.CHALLENGE, action, answered=answered), body)
    assert isinstance(other, UnsupportedStep)


def test_a_step_that_is_not_known_shows_what_the_messages_say() -> None:
    """
    Their text is the best that there is.
    """
    found = event_of(adding(), transfer(links("biometrics"), "BA7777", status="INTERAKTION"))
    assert isinstance(found, UnsupportedStep)
    assert found.shown == Shown(text="Text BA7777")
    silent = event_of(adding(), transfer(links("biometrics"), status="INTERAKTION"))
    assert silent.shown == Shown()


@pytest.mark.parametrize(("code", "text"), [("BA7777", "Text BA7777"), (None, "")])
def test_a_payee_is_shown_with_what_the_messages_say(code: str | None, text: str) -> None:
    """
    Where the check has no text of its own.
    """
    config = structs.replace(
        CONFIG,
        relation_kinds={"verify_payee": "payee"},
        payee=PayeeFields(result="vop.result", results={"CLOSE": "close_match"}),
    )
    reading = attrs.evolve(
        paying(State.METHOD, "method"),
        adapter=HypermediaAdapter(config, payments.INITIATE_SINGLE_TRANSFER),
    )
    codes = () if code is None else (code,)
    body = resource(links("verify_payee"), *codes, vop={"result": "CLOSE"})
    found = event_of(reading, body)
    assert isinstance(found, PayeeCheckRequested)
    assert (found.payee.result, found.shown.text) == ("close_match", text)


def test_a_locked_user_is_told_by_the_error() -> None:
    """
    A 423 is no wait at this API; its text is kept.
    """
    body = {"messages": [{"level": "ERROR", "code": "BA1010", "message": "Gesperrt"}]}
    found = adding(State.NEW, "start").of(423, body)
    assert isinstance(found.event, Refused)
    assert (found.event.reason, found.event.is_proof) == ("locked", True)
    assert found.event.details.request_id == SENT_ID
    assert found.cause is not None
    later = adding(State.CHALLENGE, "answer").of(423, body)
    assert later.event == NotSent(at=LATER)
    assert later.error is not None


@pytest.mark.parametrize("before", [State.UNKNOWN, State.WORKING])
def test_who_cannot_ask_thinks_of_it_every_minute(before: State) -> None:
    """
    As long as the outcome is unknown; else the pause is that of the API.
    """
    reading = adding(before, "look")
    found = reading.adapter.event_without_call(reading.flow, reading.action, LATER)
    seconds = 60.0 if before is State.UNKNOWN else CONFIG.seconds
    assert found == Unchanged(details=EventDetails(LATER), seconds=seconds)


def test_only_links_of_the_api_may_be_followed_by_hand() -> None:
    """
    Neither those to another server nor pages for the browser; a name that is not safe to show is
    not offered.
    """
    relations = links(
        "biometrics", foreign="https://other.example/x", get_help="http://banks.example/x"
    )
    body = resource({**relations, "bad <name>": CONSENT}, status="INTERAKTION")
    found = event_of(adding(base="https://banks.example"), body)
    assert isinstance(found, UnsupportedStep)
    assert found.details.links == {**KNOWN, "biometrics": CONSENT}
    assert found.relations == ("biometrics", "foreign", "get_help")
    page = event_of(adding(base="https://banks.example"), resource(links("redirect_url")))
    assert isinstance(page, BrowserRequested)


@pytest.mark.parametrize(
    ("codes", "status", "code"),
    [
        (("NEU-1",), "INTERAKTION", "NEU-1"),
        (("NEU-1", "BA7777"), "INTERAKTION", "NEU-1"),
        ((), "INTERAKTION", "INTERAKTION"),
        ((), "NEU-1", "NEU-1"),
    ],
)
def test_what_is_not_known_is_named_by_the_provider(
    codes: tuple[str, ...], status: str, code: str
) -> None:
    """
    By its message, else by its status, as it was sent.
    """
    found = event_of(adding(), transfer(links("biometrics"), *codes, status=status))
    assert isinstance(found, UnsupportedStep)
    assert found.details.code == code


def test_an_answer_to_a_cancellation_was_no_sending() -> None:
    """
    An order is not taken by it, whatever the response leaves out.
    """
    found = event_of(paying(State.CHALLENGE, "cancel"), transfer({}))
    assert isinstance(found, UnsupportedStep)
    assert isinstance(event_of(paying(State.CHALLENGE, "answer"), transfer({})), Answered)


def test_a_page_that_is_looked_at_again_is_the_same_one() -> None:
    """
    What the browser has to bring stays expected. A form has no address to be given again.
    """
    page: dict[str, Any] = {"page": "bank", "field": "sca_state", "digest": "digest"}
    body = resource(links(redirect_url=PAGE))
    same = adding(State.UNSUPPORTED, "look", **page).of(200, body)
    assert same.event == BrowserRequested(
        details=said(), page="bank", field="sca_state", digest="digest"
    )
    form = resource(links(get_webform="https://form.example/f/1"))
    looked = adding(State.REDIRECT, "look").of(200, form)
    assert looked.event == Unchanged(details=said(), seconds=CONFIG.working_seconds)
    assert looked.url is None


def test_a_challenge_without_any_text_shows_the_name_of_its_method() -> None:
    """
    Also where no method was chosen before.
    """
    challenge = {"name": "photoTAN", "content": {"photo": "iVBO"}}
    found = event_of(adding(), resource(links("authenticate"), challenge=challenge))
    assert isinstance(found, AnswerRequested)
    assert (found.shown.text, found.shown.method) == ("photoTAN", "photoTAN")


def test_only_a_browser_says_how_a_page_ended() -> None:
    """
    A TAN that reads like it does not, nor does an empty value that comes last.
    """
    reader = HypermediaAdapter(CONFIG, bank_accesses.ADD_BANK_ACCESS).reader
    said_by: list[tuple[ActionKind, str | None, str]] = [
        ("callback", "baReentry=FINISHED", "FINISHED"),
        ("callback", "?x=1&baReentry=FINISHED", "FINISHED"),
        ("callback", "baReentry=FINISHED&baReentry=", ""),
        ("callback", "x=1", ""),
        ("callback", None, ""),
        ("answer", "baReentry=FINISHED", ""),
    ]
    for kind, answer, value in said_by:
        action = Action(kind=kind, answer=None if answer is None else Secret(answer))
        assert reader.return_value(action) == value


def test_the_end_of_a_page_has_the_text_of_what_is_gone() -> None:
    """
    The user reads what the provider says, where a document says in which field.
    """
    reading = adding(State.REDIRECT, "callback", page="form", answer="baReentry=USER_CANCELLED")
    read = structs.replace(bank_accesses.GET_BANK_ACCESS, errors={404: models.ErrorMessage})
    found = attrs.evolve(reading, operation=read).of(404, {"code": "404", "message": "Weg"})
    assert found.event == GivenUp(
        details=EventDetails(LATER, text="Weg"), by="user", is_certain=True
    )
