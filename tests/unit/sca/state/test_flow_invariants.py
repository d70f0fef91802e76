"""
Random walks through the state machine of a flow keep its invariants.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kontokit import ArgumentError
from kontokit.sca.adapters.browser import state_digest
from kontokit.sca.errors import TooEarlyError, WrongStepError
from kontokit.sca.flow.executor import apply_timeouts
from kontokit.sca.records.record import from_record, to_record
from kontokit.sca.state.events import (
    Answered,
    AnswerRequested,
    BookingsRead,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    Inconclusive,
    Limited,
    MediumRequested,
    MethodRequested,
    NotSent,
    Observed,
    OrderStillOpen,
    OutcomeLost,
    PayeeCheckRequested,
    ProviderBusy,
    Refused,
    RequestSent,
    ReturnMismatch,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from kontokit.sca.state.flow_state import (
    QUESTIONS,
    QUIET_TIME,
    FlowState,
    Payee,
    Shown,
)
from kontokit.sca.state.transitions import MAY_SEND, apply_event, is_over
from kontokit.sca.steps import FINAL, Choice, State
from tests.support.flow_states import (
    ACTIONS,
    AT,
    LIMITS,
    OFFER,
    PATIENCE,
    PLANTED,
    USER_ACTIONS,
    answers,
    begun,
    everything,
)

SECONDS: Final = st.sampled_from([0.0, 1.0, 5.0, 7.5, 30.0])
DEADLINES: Final = st.sampled_from([None, None, -60, 20, 200, 86_400])
WORDS: Final = st.sampled_from(["", "Bitte TAN", "<b>\x1b[31mrot</b>", "ü" * 40, "\ud800"])
OFFERS: Final = st.sampled_from([OFFER, OFFER[:1], (Choice(id="1", name="sms"),), ()])
CODES: Final = st.sampled_from([None, "BA3010", "CHALLENGE_RESPONSE_REQUIRED"])
SAYS_NOTHING: Final = (OutcomeLost, Inconclusive, Answered, OrderStillOpen, Unchanged)
QUESTIONED: Final = (
    MethodRequested,
    MediumRequested,
    PayeeCheckRequested,
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    UnsupportedStep,
)
OPEN_PAGES: Final = (State.REDIRECT, State.UNSUPPORTED)


class FlowMachine(RuleBasedStateMachine):
    """
    A provider that does as it likes, a user who does too, and a clock.

    Beside the flow stands what is expected of it, kept by simpler means.
    """

    steps = 0
    sent_again = 0
    reached: ClassVar[dict[State, int]] = {}

    @initialize(is_order=st.booleans())
    def begin(self, *, is_order: bool) -> None:
        self.now = AT
        self.key = b"k" * 32
        self.flow = begun(is_order=is_order)
        self.may_start = True
        self.may_answer = False
        self.offer: set[str] = set()
        self.followable: set[str] = set()
        self.payee: str | None = None
        self.confirmed: list[datetime] = []
        self.digest: str | None = None
        self.allowed: datetime | None = None
        self.reported: datetime | None = None
        self.polls = 0
        self.moved: datetime | None = None
        self.opens: list[datetime] = []
        self.was_offered = False
        """Whether a page or an app was offered before the last event."""
        self.is_offered = False
        self.is_app_possible = False
        self.may_be_done = False
        self.approvable: datetime | None = None
        self.read: datetime | None = None
        self.has_booking = False
        self.has_account = False

    @property
    def is_sending(self) -> bool:
        return self.flow.state is State.SENDING

    @property
    def is_final(self) -> bool:
        return self.flow.state.is_final

    # What happens.

    @rule(seconds=st.sampled_from([0, 1, 4, 5, 30, 299, 300, 900, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.flow.state not in (State.SENDING, *FINAL))
    @rule(data=st.data())
    def something_fitting_is_sent(self, data: st.DataObject) -> None:
        actions = sorted(MAY_SEND[self.flow.state])
        action = data.draw(st.sampled_from(actions))
        self.send(action, data.draw(self.choices()), data.draw(self.relations()))

    @rule(action=st.sampled_from(ACTIONS), data=st.data())
    def anything_is_sent(self, action: Any, data: st.DataObject) -> None:
        self.send(action, data.draw(self.choices()), data.draw(self.relations()))

    @precondition(lambda self: self.is_sending)
    @rule(
        offer=OFFERS,
        is_method=st.booleans(),
        reported=DEADLINES,
        code=CODES,
        references=st.sampled_from([(), ("a",), ("b",), ("c", "d")]),
    )
    def a_choice_is_asked_for(
        self,
        *,
        offer: tuple[Choice, ...],
        is_method: bool,
        reported: int | None,
        code: str | None,
        references: tuple[str, ...],
    ) -> None:
        kind = MethodRequested if is_method else MediumRequested
        self.happen(
            kind(
                details=EventDetails(
                    self.now, deadline=self.until(reported), code=code, references=references
                ),
                offer=offer,
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(text=WORDS, reported=DEADLINES, is_wrong=st.booleans())
    def an_answer_is_asked_for(self, *, text: str, reported: int | None, is_wrong: bool) -> None:
        shown = Shown(text=text, pictures=("iVBO",), codes=("0248",))
        self.happen(
            AnswerRequested(
                details=EventDetails(self.now, deadline=self.until(reported)),
                shown=shown,
                is_wrong=is_wrong,
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(reported=DEADLINES, is_form=st.booleans(), has_state=st.booleans())
    def the_browser_is_sent_away(
        self, *, reported: int | None, is_form: bool, has_state: bool
    ) -> None:
        self.happen(
            BrowserRequested(
                details=EventDetails(
                    self.now, deadline=self.until(reported), links={"cancel": "/x"}
                ),
                page="form" if is_form else "bank",
                field="state" if has_state else None,
                digest=state_digest(PLANTED[2]) if has_state else None,
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(seconds=SECONDS, reported=DEADLINES, text=WORDS)
    def a_confirmation_is_asked_for(self, seconds: float, reported: int | None, text: str) -> None:
        shown, ends = Shown(text=text), self.until(reported)
        self.happen(
            ConfirmationRequested(
                details=EventDetails(self.now, deadline=ends), seconds=seconds, shown=shown
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(
        suggested=st.sampled_from([None, "Erika Muster"]),
        name=st.sampled_from([None, "Erika"]),
        reported=DEADLINES,
    )
    def a_payee_is_asked_for(
        self, *, suggested: str | None, name: str | None, reported: int | None
    ) -> None:
        self.happen(
            PayeeCheckRequested(
                details=EventDetails(self.now, deadline=self.until(reported)),
                payee=Payee(result="close_match", suggested_name=suggested, name=name),
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(
        text=WORDS,
        reported=DEADLINES,
        relations=st.sampled_from([(), ("passkey",), ("passkey", "elsewhere")]),
        can_be_approved=st.booleans(),
    )
    def something_unknown_is_asked_for(
        self, *, text: str, reported: int | None, relations: tuple[str, ...], can_be_approved: bool
    ) -> None:
        self.happen(
            UnsupportedStep(
                details=EventDetails(
                    self.now,
                    code="PASSKEY",
                    deadline=self.until(reported),
                    links={"passkey": "/p"} if relations else None,
                ),
                shown=Shown(text=text),
                relations=relations,
                can_be_approved=can_be_approved,
            )
        )

    @precondition(lambda self: self.is_sending)
    @rule(chance=st.integers(0, 3))
    def a_success_says_nothing(self, chance: int) -> None:
        if chance == 0:
            self.happen(Answered(details=EventDetails(self.now, is_taken=True), result="17"))

    @precondition(lambda self: self.is_sending)
    @rule(seconds=SECONDS, is_done=st.sampled_from([None, None, False, True]))
    def nothing_is_asked_for(self, seconds: float, *, is_done: bool | None) -> None:
        if is_done is None:
            self.happen(Unchanged(details=EventDetails(self.now), seconds=seconds))
        else:
            self.happen(
                ProviderBusy(details=EventDetails(self.now), seconds=seconds, is_done=is_done)
            )

    @precondition(lambda self: self.is_sending)
    @rule(account=st.sampled_from([None, "1"]))
    def it_is_still_open(self, account: str | None) -> None:
        details = EventDetails(self.now)
        self.happen(OrderStillOpen(details=details, account=account, amount=account))

    @precondition(lambda self: self.is_sending)
    @rule(has_booking=st.booleans())
    def bookings_are_read(self, *, has_booking: bool) -> None:
        self.happen(BookingsRead(details=EventDetails(self.now), has_booking=has_booking))

    @precondition(lambda self: self.is_sending)
    @rule(seconds=st.sampled_from([None, 0.0, 7.5, 3600.0, 1e9]))
    def it_is_turned_away(self, seconds: float | None) -> None:
        self.happen(Limited(at=self.now, seconds=seconds))

    @rule(is_lost=st.booleans())
    def no_answer_comes(self, *, is_lost: bool) -> None:
        self.happen((OutcomeLost if is_lost else NotSent)(at=self.now))

    @precondition(lambda self: self.is_sending)
    @rule(
        chance=st.integers(0, 7),
        what=st.sampled_from(["good", "bad", "no", "odd", "new", "none", "user", "time"]),
    )
    def it_ends(self, chance: int, what: str) -> None:
        ends: dict[str, Observed] = {
            "good": Succeeded(details=EventDetails(self.now), result="17"),
            "bad": Refused(
                details=EventDetails(self.now, text="Nein"), reason="bank_said_no", is_proof=True
            ),
            "odd": Inconclusive(details=EventDetails(self.now, code="BA999")),
            "no": Refused(details=EventDetails(self.now, code="BAD_REQUEST"), reason="refused"),
            "new": Refused(
                details=EventDetails(self.now, code="PASSKEY"),
                reason="unsupported",
                is_unclear=True,
            ),
            "none": Refused(details=EventDetails(self.now, code="501"), reason="unsupported"),
            "user": GivenUp(details=EventDetails(self.now), by="user", is_certain=True),
            "time": DeadlinePassed(details=EventDetails(self.now)),
        }
        if chance == 0:
            self.happen(ends[what])

    @rule(chance=st.integers(0, 7))
    def the_user_gives_up(self, chance: int) -> None:
        if chance == 0:
            self.happen(GivenUp(details=EventDetails(self.now), by="caller"))

    @precondition(lambda self: not self.is_final and not self.is_sending)
    @rule()
    def time_is_looked_at(self) -> None:
        if is_over(self.flow, self.now):
            self.happen(DeadlinePassed(details=EventDetails(self.now)))
        else:
            assert apply_timeouts(self.flow, self.now) is self.flow

    @precondition(lambda self: self.is_sending)
    @rule()
    def the_worker_dies(self) -> None:
        again = from_record(json.loads(json.dumps(self.record())), self.key)
        after = apply_timeouts(again, self.now)
        self.happen(OutcomeLost(at=self.now))
        while not self.is_final and is_over(self.flow, self.now):
            self.happen(DeadlinePassed(details=EventDetails(self.now), what=self.what()))
        assert after == self.flow

    @rule()
    def a_strange_browser_comes_back(self) -> None:
        self.happen(ReturnMismatch(at=self.now))

    @precondition(lambda self: self.flow.state is State.DECOUPLED)
    @rule(most=st.integers(1, LIMITS.polls + 5), data=st.data())
    def it_is_polled_for_long(self, most: int, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(["ConfirmationRequested", "Unchanged", "OutcomeLost"]))
        for _ in range(most):
            if self.flow.state is not State.DECOUPLED:
                return
            self.now = max(self.now, self.flow.not_before or self.now)
            self.send("poll", None)
            self.happen(answers(self.now)[kind])

    @precondition(lambda self: self.flow.state is State.CHALLENGE)
    @rule(times=st.integers(1, LIMITS.wrong_tans))
    def it_is_answered_wrongly(self, times: int) -> None:
        for _ in range(times):
            self.send("answer", None)
            if self.is_sending:
                self.happen(
                    AnswerRequested(
                        details=EventDetails(self.now), shown=Shown(text="Falsch"), is_wrong=True
                    )
                )

    @precondition(lambda self: self.is_sending and self.flow.action not in QUESTIONS)
    @rule()
    def it_is_lost_and_found_open(self) -> None:
        self.happen(OutcomeLost(at=self.now))
        for wait in (0, 1800):
            self.now += timedelta(seconds=wait)
            self.send("look", None)
            self.happen(OrderStillOpen(details=EventDetails(self.now)))

    @precondition(lambda self: self.flow.state is State.UNKNOWN)
    @rule(is_checked=st.booleans())
    def it_is_sent_again(self, *, is_checked: bool) -> None:
        self.happen(RequestSent(at=self.now, action="start", is_checked=is_checked))

    @precondition(lambda self: self.is_final)
    @rule(is_order=st.booleans())
    def another_begins(self, *, is_order: bool) -> None:
        at = self.now
        self.begin(is_order=is_order)
        self.now = at
        self.flow = attrs.evolve(self.flow, created=at, updated=at)

    # How it happens.

    def choices(self) -> st.SearchStrategy[str | None]:
        offered = [one.id for one in self.flow.offer]
        return st.sampled_from([*offered, *offered, *offered, None, "not offered"])

    def relations(self) -> st.SearchStrategy[str | None]:
        offered = self.flow.relations
        return st.sampled_from([*offered, *offered, "passkey", "not offered"])

    def until(self, reported: int | None) -> datetime | None:
        return None if reported is None else self.now + timedelta(seconds=reported)

    def what(self) -> Any:
        if self.flow.state is State.DECOUPLED:
            return "polls"
        return "form" if self.flow.page == "form" else "step"

    def send(self, action: Any, choice: str | None, relation: str | None = None) -> None:
        followed = relation if action == "follow" else None
        if action == "payee":
            names = {"passkey": "Erika Muster", "not offered": "Erika"}
            self.happen(
                RequestSent(at=self.now, action=action, name_shown=names.get(relation or ""))
            )
            return
        self.happen(RequestSent(at=self.now, action=action, choice=choice, relation=followed))

    def happen(self, event: Event) -> None:
        before = self.flow
        held = attrs.evolve(before)
        type(self).steps += 1
        try:
            after = apply_event(before, event)
        except (WrongStepError, ArgumentError) as error:
            assert before == held
            self.is_rightly_refused(event, error)
            return
        assert before == held
        self.flow = after
        type(self).reached[after.state] = type(self).reached.get(after.state, 0) + 1
        is_response = before.state is State.SENDING and isinstance(event, Observed)
        if is_response and before.action == "bookings" and not isinstance(event, BookingsRead):
            event = OutcomeLost(at=event.at)  # it says nothing of the order
        self.expect(before, event)
        self.check(before, event)

    def is_rightly_refused(self, event: Event, error: Exception) -> None:
        state = self.flow.state
        if isinstance(error, TooEarlyError):
            assert isinstance(event, RequestSent)
            is_again = event.action == "start" and state is State.UNKNOWN
            # What may be sent again may still have to wait for the end of a rate limit.
            if is_again and not (self.flow.limits and self.may_be_sent_again(event)):
                assert not self.may_be_sent_again(event)
                assert error.not_before == self.late()
                return
            assert event.action in QUESTIONS or (self.flow.limits and event.action != "cancel")
            assert self.allowed is not None
            assert event.at < self.allowed == error.not_before
        elif isinstance(error, ArgumentError):
            assert isinstance(event, RequestSent)
            if event.action == "payee":
                assert state is State.PAYEE_CHECK
                assert event.name_shown is None or event.name_shown != self.payee
                return
            if event.action == "follow":
                assert state is State.UNSUPPORTED
                assert event.relation not in self.followable
                return
            assert event.action == state.value
            assert event.choice not in self.offer
        elif isinstance(event, RequestSent):
            is_known = event.action in MAY_SEND.get(state, ())
            is_again = state is State.UNKNOWN and event.action == "start"
            is_open = self.flow.seen == "open" and not self.has_booking
            is_open = is_open and not self.flow.is_asked
            is_open = is_open and (not self.must_check() or event.is_checked)
            is_closed = event.action == "callback" and self.flow.page is None
            assert not is_known or (is_again and not is_open) or is_closed
        elif isinstance(event, GivenUp | DeadlinePassed):
            assert state.is_final
        elif isinstance(event, ReturnMismatch):
            assert state is not State.REDIRECT
            assert state is not State.UNSUPPORTED or self.flow.page is None
        else:
            is_odd = isinstance(event, BookingsRead) and self.flow.action != "bookings"
            assert state is not State.SENDING or is_odd

    def expect(self, before: FlowState, event: Event) -> None:
        """
        Carry on what is kept beside the flow, and check what may be sent.
        """
        if isinstance(event, RequestSent):
            self.expect_sent(event)
            return
        if before.state is not State.SENDING:
            self.is_offered |= self.flow.state in (State.REDIRECT, State.DECOUPLED)
            is_new = self.flow.state is State.UNKNOWN and before.state is not State.UNKNOWN
            self.allowed = None if is_new and not self.flow.limits else self.allowed
            return
        is_apart = before.action == "bookings"
        if isinstance(event, Limited):
            self.opens = self.opens if is_apart else []
            is_look = before.action == "look" and before.request.is_order
            self.moved = event.at if is_look else self.moved
            self.allowed = event.at + self.pause_of(before, event)
        if isinstance(event, NotSent | Limited):
            if before.action == "payee":
                self.confirmed.pop()
            self.may_start = self.may_start or before.action == "start"
            self.may_answer = self.may_answer or before.action == "answer"
            return
        self.was_offered = self.is_offered
        self.is_offered |= self.flow.state in (State.REDIRECT, State.DECOUPLED)
        self.may_be_done |= self.is_out_of_our_hands(before, event)
        begins = before.request.is_order and before.action in ("start", "method", "medium")
        if isinstance(event, QUESTIONED) and not isinstance(event, UnsupportedStep):
            self.is_app_possible = False
        elif begins and isinstance(event, SAYS_NOTHING):
            self.is_app_possible = True
        is_unsupported = self.flow.state is State.UNSUPPORTED
        if isinstance(event, UnsupportedStep) and is_unsupported:
            self.is_offered |= event.can_be_approved
        if not is_apart:
            self.expect_quiet(before, event)
        if isinstance(event, BookingsRead):
            self.read, self.has_booking = event.at, event.has_booking
        self.polls += before.action == "poll"
        if before.action == "callback":
            self.digest = None
        is_held = self.flow.is_asked
        if isinstance(event, QUESTIONED) and not is_held:
            if self.sees_open(before, event):
                assert self.may_be_answered_again(before, event)
            self.expect_question(before, event)
        pause = self.pause_after(before, event)
        if pause is not None:
            self.allowed = event.at + timedelta(seconds=pause)
        elif not isinstance(event, BookingsRead):
            self.allowed = None
        is_look = before.before is State.UNKNOWN and before.action == "look"
        if isinstance(event, OrderStillOpen) and is_look:
            self.may_start = True
            self.has_account = event.account is not None
        is_same = before.before is State.DECOUPLED and isinstance(event, ConfirmationRequested)
        if isinstance(event, QUESTIONED) and not is_same and not is_held:
            self.expect_approvable(event)
        if isinstance(event, Unchanged | OrderStillOpen) and before.action == "answer":
            self.may_answer = True

    def is_out_of_our_hands(self, before: FlowState, event: Event) -> bool:
        """
        Whether the bank may now carry an order out, whatever we do.
        """
        if not before.request.is_order:
            return False
        silent = (OutcomeLost, Inconclusive, OrderStillOpen, Unchanged)
        moves = before.action not in ("look", "bookings", "cancel")
        is_authorised = before.action in USER_ACTIONS or self.is_offered
        is_busy = isinstance(event, ProviderBusy)
        is_lost = self.flow.state is State.UNKNOWN
        return is_authorised or is_busy or is_lost or (moves and isinstance(event, silent))

    def pause_of(self, before: FlowState, event: Limited) -> timedelta:
        """
        What the provider says, from a second to a day, or else half a minute that doubles.
        """
        seconds = event.seconds
        if seconds is None:
            return timedelta(seconds=min(30 * 2**before.limits, 900))
        return timedelta(seconds=min(max(seconds, 1), 86_400))

    def expect_quiet(self, before: FlowState, event: Event) -> None:
        is_order = before.request.is_order
        moves = before.action not in ("look", "cancel", "poll")
        is_look = before.action == "look" and not self.sees_open(before, event)
        is_restless = before.action == "poll" or is_look or isinstance(event, ProviderBusy)
        if moves or (is_order and is_restless):
            self.moved = event.at
        is_open = self.sees_open(before, event) and before.before is State.UNKNOWN
        self.opens = [*self.opens, event.at] if is_open else []

    def sees_open(self, before: FlowState, event: Event) -> bool:
        """
        Whether the order has not reached the bank, as far as the provider knows, though an answer
        to the question that it asks may be on its way.
        """
        if isinstance(event, OrderStillOpen):
            return True
        is_known = isinstance(event, QUESTIONED) and not isinstance(event, UnsupportedStep)
        is_look = before.action == "look" and before.before is State.UNKNOWN
        if not (is_known and is_look and before.request.is_order and before.answered):
            return False
        is_first = isinstance(event, AnswerRequested) and event.is_wrong
        is_refused = is_first and not before.wrong_answers
        return not is_refused and before.lost not in ("start", "method", "medium", "payee")

    def may_be_answered_again(self, before: FlowState, event: Event) -> bool:
        """
        Whether a question may be given although the answer to it may have been sent.
        """
        late = self.late(is_offered=before.approval_offered)
        is_quiet = event.at >= late and len(self.opens) >= 2 and self.opens[-1] >= late
        # Not what this question offers, if it is a page or an app.
        is_fine = before.is_checked or not self.was_offered
        return is_quiet and is_fine and before.seen != "answered" and not self.has_booking

    def expect_approvable(self, event: Observed) -> None:
        """
        Keep until when the user may answer or approve what was asked for.
        """
        reported = event.details.deadline
        if self.flow.state in (State.REDIRECT, State.DECOUPLED):
            until = reported or event.at + timedelta(days=1)
        elif self.flow.state is State.CHALLENGE and self.flow.deadline is not None:
            until = self.flow.deadline
        else:
            return
        self.approvable = max(self.approvable or until, until)

    def late(self, *, is_offered: bool | None = None) -> datetime:
        moved = self.moved or AT
        if self.is_offered if is_offered is None else is_offered:
            # How long an unknown step can be approved, nobody knows: a day, as of a page.
            return max(moved, self.approvable or moved + timedelta(days=1)) + QUIET_TIME
        return max(moved + QUIET_TIME, self.approvable or moved)

    def may_be_sent_again(self, event: RequestSent) -> bool:
        """
        Whether the order was quiet for half an hour, was seen open twice, has no booking, and a
        person has looked for it if the user could approve it elsewhere.
        """
        late = self.late()
        is_quiet = event.at >= late and len(self.opens) >= 2 and self.opens[-1] >= late
        is_read = self.read is not None and self.read >= late
        is_fine = not self.has_account or is_read or event.is_checked
        return is_quiet and is_fine and (not self.must_check() or event.is_checked)

    def must_check(self) -> bool:
        return self.is_offered or self.is_app_possible

    def pause_after(self, before: FlowState, event: Event) -> float | None:
        if self.flow.state is State.UNKNOWN and before.before is not State.UNKNOWN:
            return None
        if self.flow.is_asked:
            return 5.0
        if isinstance(event, ConfirmationRequested | ProviderBusy | Unchanged):
            return event.seconds
        if isinstance(event, OrderStillOpen):
            return 5.0
        if self.flow.state is before.before and isinstance(event, GivenUp | DeadlinePassed):
            return 5.0
        if isinstance(event, UnsupportedStep) and self.flow.state is not State.UNKNOWN:
            return None
        lost = (OutcomeLost, Inconclusive, Refused, Answered, UnsupportedStep)
        return 5.0 if isinstance(event, lost) and before.action in QUESTIONS else None

    def expect_sent(self, event: RequestSent) -> None:
        self.is_unknown = self.flow.before is State.UNKNOWN
        if event.action == "start":
            assert self.may_start
            self.may_start = False
            if self.is_unknown:
                assert self.may_be_sent_again(event)
                assert not self.has_booking
                assert self.flow.seen == "open"
                type(self).sent_again += 1
        if event.action == "answer":
            assert self.may_answer
            self.may_answer = False
        if event.action in ("method", "medium"):
            assert event.choice in self.offer
        if event.action == "payee":
            assert event.name_shown
            assert event.name_shown == (self.payee or event.name_shown)
            self.confirmed.append(event.at)
        if event.action == "follow":
            assert event.relation in self.followable
        asks = event.action in ("look", "poll")
        is_put_off = asks or self.flow.limits
        if is_put_off and event.action != "cancel" and self.allowed is not None:
            assert event.at >= self.allowed
        if event.action == "poll":
            assert self.polls < LIMITS.polls

    def expect_question(self, before: FlowState, event: Observed) -> None:
        offer = event.offer if isinstance(event, MethodRequested | MediumRequested) else ()
        self.offer = {one.id for one in offer}
        self.may_answer = isinstance(event, AnswerRequested)
        is_unknown = isinstance(event, UnsupportedStep)
        is_seen = before.action in QUESTIONS and before.before in OPEN_PAGES
        if not (is_unknown and is_seen):  # a look does not close a page
            self.digest = event.digest if isinstance(event, BrowserRequested) else None
        if isinstance(event, PayeeCheckRequested):
            self.payee = event.payee.suggested_name or event.payee.name
        if isinstance(event, UnsupportedStep):
            self.followable = set(event.relations) - {"elsewhere"}
        if before.before is not State.DECOUPLED or not isinstance(event, ConfirmationRequested):
            self.polls = 0
        is_wrong = isinstance(event, AnswerRequested) and event.is_wrong
        is_same = is_wrong and before.before is State.CHALLENGE and before.action == "answer"
        is_same = is_same or (
            is_unknown and before.before is State.UNSUPPORTED and before.action in QUESTIONS
        )
        deadline = event.details.deadline
        is_poll = before.before is State.DECOUPLED and isinstance(event, ConfirmationRequested)
        if (is_unknown and is_same) or is_poll:
            return
        self.reported = self.reported if is_same and deadline is None else deadline

    # What always holds.

    def check(self, before: FlowState, event: Event) -> None:
        flow = self.flow
        state = flow.state
        assert flow.revision == before.revision + 1
        assert flow.updated == event.at
        assert not before.state.is_final
        is_end = isinstance(event, GivenUp | DeadlinePassed) and state is not State.CANCELLED
        is_answered = isinstance(event, Answered) and not before.request.is_order
        is_success = isinstance(event, Succeeded) or is_answered or (is_end and before.is_done)
        is_success = is_success or self.is_kept(before, event)
        assert (state is State.FINISHED) == is_success
        assert flow.round - before.round in (0, 1)
        assert flow.round == before.round or isinstance(event, QUESTIONED)
        assert flow.wrong_answers <= LIMITS.wrong_tans
        if not state.is_final:
            assert flow.round <= LIMITS.rounds
        if state is State.CHALLENGE:
            assert flow.wrong_answers < LIMITS.wrong_tans
        assert [one.at for one in flow.confirmations] == self.confirmed
        self.check_ends(before, event)
        self.check_times(before)
        self.check_order(before, event)
        self.check_record()

    def check_ends(self, before: FlowState, event: Event) -> None:
        flow = self.flow
        if flow.state.is_final:
            assert (flow.offer, flow.shown, flow.digest) == ((), Shown(), None)
            for later in everything(self.now).values():
                with pytest.raises(WrongStepError):
                    apply_event(flow, later)
        if flow.state in OPEN_PAGES:
            assert flow.digest == self.digest
        elif flow.state is not State.SENDING or before.state not in OPEN_PAGES:
            assert flow.digest is None
        if flow.state in (State.METHOD, State.MEDIUM):
            assert {one.id for one in flow.offer} == self.offer
        if flow.state is State.DECOUPLED:
            assert flow.polls_left == LIMITS.polls - self.polls > 0
        if isinstance(event, UnsupportedStep):
            assert flow.state is not State.FAILED or flow.reason == "too_many_rounds"
            assert not (flow.state is State.FAILED and self.proves_nothing(before, event))
        if self.is_kept(before, event):
            assert flow.state is State.FINISHED
        elif isinstance(event, Refused) and not self.proves_nothing(before, event):
            assert (flow.state, flow.reason) == (State.FAILED, event.reason)
        elif isinstance(event, Refused | Inconclusive):
            assert flow.state not in (State.FINISHED, State.FAILED)
        assert flow.contradictions[: len(before.contradictions)] == before.contradictions

    def is_kept(self, before: FlowState, event: Event) -> bool:
        """
        Whether a success that was reported stands against what an answer says.
        """
        if not before.is_done or before.state is not State.SENDING:
            return False
        if not isinstance(event, Observed) or isinstance(
            event, Succeeded | ProviderBusy | Unchanged
        ):
            return False
        is_odd = isinstance(event, Inconclusive | DeadlinePassed | UnsupportedStep)
        is_odd = is_odd or (isinstance(event, Refused) and event.is_unclear)
        return before.request.is_order or is_odd

    def proves_nothing(self, before: FlowState, event: Refused | UnsupportedStep) -> bool:
        is_answer = before.action not in (*QUESTIONS, "cancel")
        is_unclear = isinstance(event, UnsupportedStep) or event.is_unclear
        is_proof = isinstance(event, Refused) and event.is_proof
        is_refusal = is_answer and not is_unclear and not self.may_be_done
        is_open = before.is_done or not (is_proof or is_refusal)
        return before.request.is_order and is_open

    def check_times(self, before: FlowState) -> None:
        flow, state = self.flow, self.flow.state
        if state in (State.DECOUPLED, State.WORKING):
            assert flow.not_before == self.allowed
        if state is before.before is State.WORKING:
            assert flow.deadline == before.deadline
        if state in FINAL or state is State.NEW:
            assert flow.deadline is None
        elif flow.deadline is None:  # an order that no one can tell about
            assert state in (State.UNKNOWN, State.SENDING)
            assert flow.request.is_order or state is State.SENDING
        elif state is not State.SENDING:
            ours = flow.updated + PATIENCE[state]
            told = (State.CHALLENGE, State.DECOUPLED, *OPEN_PAGES)
            knows = state in told and self.reported is not None
            assert flow.deadline <= (max(ours, self.reported or ours) if knows else ours)

    def check_order(self, before: FlowState, event: Event) -> None:
        if not before.request.is_order:
            return
        place = before.before if before.state is State.SENDING else before.state
        is_provider = isinstance(event, GivenUp) and event.is_certain
        is_provider = is_provider and before.state is State.SENDING
        if place is State.UNKNOWN and not is_provider:
            assert self.flow.state not in (State.EXPIRED, State.CANCELLED)
        if self.flow.state in (State.EXPIRED, State.CANCELLED) and not is_provider:
            assert not self.flow.answered
            assert place not in (State.DECOUPLED, State.REDIRECT, State.WORKING)
            assert self.flow.can_restart
            assert not self.may_be_done
        if self.may_be_done and self.flow.state is State.FAILED:
            # The bank has rejected the order, or refused three TANs and knows no other way.
            is_proven = isinstance(event, Refused) and event.is_proof
            assert is_proven or self.flow.reason == "tan_blocked"

    def record(self) -> dict[str, Any]:
        return to_record(self.flow, self.key)

    def check_record(self) -> None:
        record = self.record()
        written = json.dumps(record)
        assert from_record(json.loads(written), self.key) == self.flow
        assert json.loads(written) == record
        said = f"{written}{self.flow!r}"
        assert not any(word in said for word in PLANTED)


@pytest.mark.slow
def test_invariants_hold_in_random_walks() -> None:
    """
    More than 20,000 random steps, by every provider and user: one start at most without a quiet
    time and two looks in between, each TAN once, only what was offered, no poll too soon,
    nothing after the end, no deadline out of its bounds, and every record can be read.
    """
    FlowMachine.steps, FlowMachine.reached, FlowMachine.sent_again = 0, {}, 0
    run_state_machine_as_test(
        FlowMachine,
        settings=settings(
            max_examples=700,
            stateful_step_count=60,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert FlowMachine.steps >= 20_000
    assert FlowMachine.sent_again > 0
    assert set(FlowMachine.reached) == set(State)
