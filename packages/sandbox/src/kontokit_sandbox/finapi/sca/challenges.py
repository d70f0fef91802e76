"""
SCA by repeated calls: each 510 contains a hash, and the next call answers the challenge.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ...demo.hostile_text import hostile
from ...demo.tans import LATE_TAN, LOCKING_TAN, RIGHT_TAN
from ...openapi.errors import Problem
from ...pending import Message
from ...server.limits import remember
from ...server.service import Call
from ..context import Context
from ..errors import refused, rejected
from ..state.banks import OLD_TEST_BANK_ID
from ..state.orders import order_key
from ..state.world import Challenge, Record, Redirect
from .demo_logins import behaviour_of, procedures
from .methods import IDS, OLD_PROCEDURES, POLLS, SENT_TANS, shown_with
from .redirect_page import redirect_page

__all__ = ["Sca"]

_LIFETIME = timedelta(minutes=15)
"""How long a challenge is valid."""
_STATUS = {
    "procedure": "TWO_STEP_PROCEDURE_REQUIRED",
    "answer": "CHALLENGE_RESPONSE_REQUIRED",
    "redirect": "REDIRECT_REQUIRED",
    "decoupled": "DECOUPLED_AUTH_REQUIRED",
    "unknown": "PASSKEY_REQUIRED",
}
_CONFIRM = "Bitte bestätigen Sie in Ihrer Banking-App."


class Sca:
    """
    The SCA step of one call.
    """

    def __init__(
        self, context: Context, call: Call, bank: Record, order: Record | None = None
    ) -> None:
        """
        Args:
            call: The call that needs SCA, or its repetition with an SCA answer.
            bank: The bank that requests SCA.
            order: The payment or standing order it is for, if any.
        """
        self._context = context
        self._call = call
        self._bank = bank
        summaries = context.world.order_summaries
        self._order = None if order is None else summaries.get(order_key(order))

    def begin(self, login: str, notice: str = "") -> Problem:
        """
        Ask the user to choose a procedure, unless the bank chooses it. One login gets an
        undocumented status instead.

        Args:
            notice: What the bank says before it asks.
        """
        first = replace(self._first("procedure", login=login), notice=notice)
        if behaviour_of(login).is_future:
            return self._asked(replace(first, step="unknown"))
        return self._begun(first)

    def redirect(self) -> Problem:
        """
        Redirect the user to the bank's page.
        """
        if "redirectUrl" not in self._call.body:
            return self._refused("MISSING_FIELD", "redirectUrl is needed", status=400)
        state = self._context.world.new_uuid()
        client = self._context.client(self._call)
        self._context.world.redirects[state] = Redirect(
            back=self._call.body["redirectUrl"],
            bank_id=self._bank["id"],
            application=client.application_name,
            ends=self._context.world.clock.now() + _LIFETIME,
            order=self._order,
        )
        return self._asked(
            self._first("redirect", wanted=state),
            redirectContext=state,
            redirectContextField="state",
            redirectUrl=redirect_page(self._call.page_base, self._bank["id"], state),
        )

    def go_on(self, answer: Record) -> None:
        """
        Process an answer. Returns normally if the SCA is complete.

        Raises:
            Problem: There is no such challenge, the answer is wrong, or another step follows (510).
        """
        waiting = self._waiting(answer["hash"])
        match waiting.step:
            case "procedure":
                raise self._chosen(waiting, answer)
            case "decoupled":
                self._polled(waiting, answer)
            case "redirect":
                self._returned(waiting, answer.get("redirectCallback", ""))
            case _:
                self._answered(waiting, answer)
        if waiting.round < behaviour_of(waiting.login).rounds:
            raise self._begun(replace(waiting, step="procedure", round=waiting.round + 1))

    def _waiting(self, number: str) -> Challenge:
        # pop, because a hash works once, even if the answer is wrong.
        challenges = self._context.world.challenges
        waiting = challenges.pop(self._newest(number), None)
        is_over = waiting is None or waiting.ends <= self._context.world.clock.now()
        if waiting is None or is_over or (waiting.user_id, waiting.request) != self._who():
            text = "there is no challenge with this hash for this call"
            raise self._refused("NO_EXISTING_CHALLENGE", text)
        return waiting

    def _newest(self, number: str) -> str:
        """
        Of an app, the hash with which it was begun counts too: the provider's samples repeat it.
        """
        for newest, challenge in self._context.world.challenges.items():
            if challenge.step == "decoupled" and challenge.begun_with == number:
                return newest
        return number

    def _begun(self, challenge: Challenge) -> Problem:
        """
        Ask for the procedure, or use the one that the bank has chosen.
        """
        method = behaviour_of(challenge.login).method
        # Without the page of a bank, its logins are like others.
        if method is None or method not in IDS or self._is_old:
            return self._choice(challenge)
        return self._started(challenge, IDS[method])

    def _started(self, challenge: Challenge, procedure: str, begun_with: str = "") -> Problem:
        if procedure not in POLLS:
            return self._posed(replace(challenge, step="answer", procedure=procedure))
        confirming = replace(
            challenge,
            step="decoupled",
            procedure=procedure,
            polls=POLLS[procedure],
            begun_with=begun_with,
        )
        text = f"{challenge.notice}{_CONFIRM}"
        return self._asked(confirming, text, challengeMessage=text)

    def _choice(self, challenge: Challenge) -> Problem:
        text = f"{challenge.notice}Bitte wählen Sie ein Verfahren."
        return self._asked(challenge, text, twoStepProcedures=list(self._offered(challenge.login)))

    def _chosen(self, waiting: Challenge, answer: Record) -> Problem:
        procedure = answer.get("twoStepProcedureId")
        offered = {one["procedureId"] for one in self._offered(waiting.login)}
        if procedure is None or procedure not in offered:
            text = "the user has no such procedure"
            return self._refused("INVALID_TWO_STEP_PROCEDURE", text)
        return self._started(waiting, procedure, answer["hash"])

    def _posed(self, challenge: Challenge, trouble: str = "", number: str = "") -> Problem:
        wanted = "demo" if self._is_old else RIGHT_TAN
        text = f"{trouble}{challenge.notice}Bitte geben Sie die TAN {wanted} ein."
        if behaviour_of(challenge.login).is_hostile:
            text = hostile(text)
        shown: Record = {"challengeMessage": text, "answerFieldLabel": "TAN"}
        shown |= shown_with(challenge.procedure, challenge.order)
        self._send(challenge, wanted)
        posed = replace(challenge, wanted=wanted, decision=None)
        return self._asked(posed, text, number=number, **shown)

    def _send(self, challenge: Challenge, tan: str) -> None:
        """
        Send the TAN to the phone, if the procedure does.
        """
        kind = SENT_TANS.get(challenge.procedure)
        if kind is not None:
            world = self._context.world
            message = Message(
                login=challenge.login, kind=kind, at=world.clock.now(), bank=self._bank["name"],
                tan=tan, order=self._order,
            )  # fmt: skip
            remember(world.messages, message)

    def _answered(self, waiting: Challenge, given: Record) -> None:
        answer = given.get("challengeResponse")
        is_right = answer is not None and answer in (waiting.wanted, RIGHT_TAN)
        if is_right and waiting.decision != "wrong":
            return
        if answer == LATE_TAN:
            raise self._refused("NO_EXISTING_CHALLENGE", "the challenge has ended")
        if answer == LOCKING_TAN:
            self._context.world.banks.locked.add(waiting.login)
            raise self._rejected("Ihr Zugang wurde nach zu vielen falschen TANs gesperrt.")
        match behaviour_of(waiting.login).asks_again:
            case "same":
                raise self._posed(waiting, number=given["hash"])
            case "with words":
                raise self._posed(waiting, "Die TAN ist falsch. ")
            case _:
                pass
        raise self._rejected("Die TAN ist falsch.")

    def _polled(self, waiting: Challenge, answer: Record) -> None:
        if not answer.get("decoupledCallback"):
            raise self._refused("MISSING_FIELD", "decoupledCallback is needed", status=400)
        is_over = waiting.polls <= 0 and waiting.procedure == IDS["app-declined"]
        if waiting.decision == "decline" or is_over:
            raise self._rejected("Der Nutzer hat die Freigabe abgelehnt.")
        if waiting.polls > 0 and waiting.decision is None:
            pending = replace(waiting, polls=waiting.polls - 1)
            fields = {"status": "DECOUPLED_AUTH_IN_PROGRESS", "challengeMessage": _CONFIRM}
            raise self._asked(pending, _CONFIRM, **fields)

    def _returned(self, waiting: Challenge, query: str) -> None:
        """
        Compare the query with that of the redirect, byte for byte, if the page was opened.
        """
        redirect = self._context.world.redirects.pop(waiting.wanted)
        sent = redirect.query
        # A test that never opens the page may send any query with the right state.
        is_right = f"state={waiting.wanted}" in query if sent is None else query == sent
        has_refused = "error=" in query or redirect.is_denied
        if not is_right or has_refused or (redirect.is_left and sent is None):
            raise self._rejected("Die Bank hat die Anmeldung abgebrochen.")
        if redirect.ibans is not None:
            self._context.world.shared_ibans[waiting.user_id] = redirect.ibans

    @property
    def _is_old(self) -> bool:
        return bool(self._bank["id"] == OLD_TEST_BANK_ID)

    def _offered(self, login: str) -> tuple[Record, ...]:
        if self._is_old:
            return OLD_PROCEDURES
        found = procedures(login)
        if not behaviour_of(login).is_hostile:
            return found
        return tuple({**one, "procedureName": hostile(one["procedureName"])} for one in found)

    def _first(self, step: Any, *, login: str = "", wanted: str = "") -> Challenge:
        user, request = self._who()
        ends = self._context.world.clock.now() + _LIFETIME
        return Challenge(
            user_id=user, request=request, step=step, ends=ends, login=login, wanted=wanted,
            bank_id=self._bank["id"], order=self._order,
        )  # fmt: skip

    def _asked(
        self, challenge: Challenge, text: str | None = None, *, number: str = "", **fields: Any
    ) -> Problem:
        """
        Store a challenge under a new hash and report it.

        Args:
            number: Its hash if it is an old challenge.
        """
        world = self._context.world
        number = number or world.new_uuid().replace("-", "")
        # Each step gets its own fifteen minutes.
        world.challenges[number] = replace(challenge, ends=world.clock.now() + _LIFETIME)
        common = {
            "hash": number,
            "status": _STATUS[challenge.step],
            "opticalDataAsReinerSct": False,
        }
        code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
        problem = rejected(
            self._context, self._call, code, text, status=510, bank=self._bank,
            challenge={**common, **fields},
        )  # fmt: skip
        problem.is_undocumented = challenge.step == "unknown"
        return problem

    def _who(self) -> tuple[str, str]:
        """
        Identify the user and the call. A repeated call has the same body except for the answer.
        """
        rest = {k: v for k, v in self._call.body.items() if k != "multiStepAuthentication"}
        text = json.dumps([self._call.operation.id, rest], sort_keys=True, default=str)
        return self._context.user(self._call).id, hashlib.sha256(text.encode()).hexdigest()

    def _refused(self, code: str, text: str, *, status: int = 422) -> Problem:
        return refused(self._context, self._call, status, code, text)

    def _rejected(self, text: str) -> Problem:
        code = "BANK_SERVER_REJECTION"
        return rejected(self._context, self._call, code, text, bank=self._bank)
