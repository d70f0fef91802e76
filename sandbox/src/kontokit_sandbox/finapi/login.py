"""
Who a bank lets in: at once, after SCA, or not at all.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..problems import Problem
from ..service import Call
from .banks import OLD_TEST_BANK_ID
from .context import Context
from .errors import refused, rejected
from .world import Challenge, Record

__all__ = ["PROCEDURES", "admit"]

_TAN = "123456"
_WRONG = "Die Bank hat die Anmeldung abgelehnt: Onlinebanking-ID oder PIN ist falsch."


def _procedure(number: str, name: str, kind: str | None, *, implicit: bool) -> Record:
    told: Record = {"procedureId": number, "procedureName": name, "implicitExecute": implicit}
    return told if kind is None else {**told, "procedureChallengeType": kind}


PROCEDURES = (
    _procedure("smsTan", "smsTan", "TEXT", implicit=True),
    _procedure("pushTan", "pushTan", "TEXT", implicit=True),
    _procedure("chipTan", "chipTan optisch", "FLICKER_CODE", implicit=True),
    _procedure("decoupled", "Demo Decoupled Auth", None, implicit=True),
)
"""What the test bank offers to users who need SCA."""
_OLD_PROCEDURES = (
    _procedure("DEMO-TSP-01", "SMS", "TEXT", implicit=False),
    _procedure("DEMO-TSP-02", "PUSH", "TEXT", implicit=False),
)


def admit(context: Context, call: Call, bank: Record, interface: str) -> bool:
    """
    Sign the user in, or ask for what is missing.

    Args:
        context: The world.
        call: An import or update, or its repetition with an answer.
        bank: The bank.
        interface: The interface to use.

    Returns:
        Whether it took SCA.

    Raises:
        Problem: The bank refuses, asks for SCA (510), or the call lacks something.
    """
    known = {one["bankingInterface"]: one for one in bank["interfaces"]}
    if interface not in known:
        raise refused(context, call, 501, "UNSUPPORTED_FEATURE", f"no {interface} at this bank")
    answer = call.body.get("multiStepAuthentication")
    if answer is not None:
        _go_on(context, call, bank, answer)
        return True
    if "REDIRECT_APPROACH" in known[interface]["properties"]:
        raise _redirect(context, call, bank)
    login = _login(context, call, known[interface])
    if login == ("demo_no_msa", "demo_no_msa"):
        return False
    if bank["id"] != OLD_TEST_BANK_ID and login != ("demo", "demo"):
        raise rejected(context, call, "BANK_SERVER_REJECTION", _WRONG, bank=bank)
    offered = list(_OLD_PROCEDURES if bank["id"] == OLD_TEST_BANK_ID else PROCEDURES)
    text = "Bitte wählen Sie ein Verfahren."
    challenge = _ask(context, call, "procedure", twoStepProcedures=offered)
    raise _asked(context, call, bank, text, challenge)


def _go_on(context: Context, call: Call, bank: Record, answer: Record) -> None:
    waiting = context.world.challenges.pop(answer["hash"], None)
    if waiting is None or (waiting.user_id, waiting.request) != _who(context, call):
        text = "there is no challenge with this hash for this call"
        raise refused(context, call, 422, "NO_EXISTING_CHALLENGE", text)
    match waiting.step:
        case "procedure":
            raise _chosen(context, call, bank, answer.get("twoStepProcedureId"))
        case "decoupled":
            if waiting.wanted != "asked":
                text = "Bitte bestätigen Sie in Ihrer Banking-App."
                status = "DECOUPLED_AUTH_IN_PROGRESS"
                challenge = _ask(context, call, "decoupled", wanted="asked", status=status)
                raise _asked(context, call, bank, text, challenge)
        case "redirect":
            if f"state={waiting.wanted}" not in str(answer.get("redirectCallback", "")):
                text = "Die Bank hat die Anmeldung abgebrochen."
                raise rejected(context, call, "BANK_SERVER_REJECTION", text, bank=bank)
        case "answer":
            if answer.get("challengeResponse") != waiting.wanted:
                text = "Die TAN ist falsch."
                raise rejected(context, call, "BANK_SERVER_REJECTION", text, bank=bank)


def _chosen(context: Context, call: Call, bank: Record, procedure: str | None) -> Problem:
    offered = _OLD_PROCEDURES if bank["id"] == OLD_TEST_BANK_ID else PROCEDURES
    if procedure not in {one["procedureId"] for one in offered}:
        text = "this is no procedure of the user"
        return refused(context, call, 422, "INVALID_TWO_STEP_PROCEDURE", text)
    if procedure == "decoupled":
        text = "Bitte bestätigen Sie in Ihrer Banking-App."
        challenge = _ask(context, call, "decoupled", challengeMessage=text)
        return _asked(context, call, bank, text, challenge)
    wanted = "demo" if bank["id"] == OLD_TEST_BANK_ID else _TAN
    text = f"Bitte geben Sie die TAN {wanted} ein."
    more = {"opticalData": "MTEwNDg3MTQ5NTIwNTEyMw=="} if procedure == "chipTan" else {}
    challenge = _ask(
        context,
        call,
        "answer",
        wanted=wanted,
        challengeMessage=text,
        answerFieldLabel="TAN",
        **more,
    )
    return _asked(context, call, bank, text, challenge)


def _redirect(context: Context, call: Call, bank: Record) -> Problem:
    if "redirectUrl" not in call.body:
        return refused(context, call, 400, "MISSING_FIELD", "redirectUrl is needed")
    state = context.world.new_uuid()
    challenge = _ask(
        context,
        call,
        "redirect",
        wanted=state,
        redirectContext=state,
        redirectContextField="state",
        redirectUrl=f"https://bank.example.invalid/authorise?state={state}",
    )
    return _asked(context, call, bank, None, challenge)


_STATUS = {
    "procedure": "TWO_STEP_PROCEDURE_REQUIRED",
    "answer": "CHALLENGE_RESPONSE_REQUIRED",
    "redirect": "REDIRECT_REQUIRED",
    "decoupled": "DECOUPLED_AUTH_REQUIRED",
}


def _ask(context: Context, call: Call, step: Any, *, wanted: str = "", **fields: Any) -> Record:
    user, request = _who(context, call)
    number = context.world.new_uuid().replace("-", "")
    context.world.challenges[number] = Challenge(
        user_id=user, request=request, step=step, wanted=wanted
    )
    return {"hash": number, "status": _STATUS[step], "opticalDataAsReinerSct": False, **fields}


def _asked(
    context: Context, call: Call, bank: Record, text: str | None, challenge: Record
) -> Problem:
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    return rejected(context, call, code, text, status=510, bank=bank, challenge=challenge)


def _who(context: Context, call: Call) -> tuple[str, str]:
    """
    Tell whose call it is, and know the repeated call again by the rest of its body.
    """
    rest = {k: v for k, v in call.body.items() if k != "multiStepAuthentication"}
    text = json.dumps([call.operation.id, rest], sort_keys=True, default=str)
    return context.user(call).id, hashlib.sha256(text.encode()).hexdigest()


def _login(context: Context, call: Call, interface: Record) -> tuple[str, ...]:
    entered: list[Record] = call.body.get("loginCredentials") or []
    given = {one["label"]: one["value"] for one in entered}
    wanted = [one["label"] for one in interface["loginCredentials"]]
    if not given:
        raise refused(context, call, 422, "MISSING_CREDENTIALS", "loginCredentials are needed")
    if set(given) != set(wanted):
        text = f"the login fields are {', '.join(wanted)}"
        raise refused(context, call, 400, "LOGIN_FIELDS_MISMATCH", text)
    return tuple(given[label] for label in wanted)
