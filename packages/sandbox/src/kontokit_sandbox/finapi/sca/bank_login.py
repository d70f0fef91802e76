"""
Login at a bank: without SCA, after SCA, or refused.
"""

from __future__ import annotations

from ...demo.test_logins import PINS
from ...orders.bank_state import BankState
from ...orders.fate import fate_of
from ...server.service import Call
from ..context import Context
from ..errors import refused, rejected
from ..state.banks import OLD_TEST_BANK_ID
from ..state.world import Record
from .challenges import Sca
from .demo_logins import behaviour_of, is_accepted

__all__ = ["admit", "entered_login_name"]

_WRONG = "Die Bank hat die Anmeldung abgelehnt: Onlinebanking-ID oder PIN ist falsch."
_LOCKED = "Die Bank hat die Anmeldung abgelehnt: Ihr Zugang ist gesperrt."
_REFUSALS = {
    "gesperrt": _LOCKED,
    "unvollstaendig": "Die Bank hat die Anmeldung abgelehnt: Die Angaben sind unvollständig.",
}
_TROUBLES = {
    "maintenance": "Die Bank führt Wartungsarbeiten durch.",
    "locked": _LOCKED,
    "budget_exceeded": "Die Bank erlaubt heute keine weiteren Zugriffe.",
    "credentials_changed": _WRONG,
    "bank_offline": "Die Bank ist nicht erreichbar.",
}
_NO_METHOD = "Ihre Bank bietet Ihnen kein unterstütztes TAN-Verfahren an."
_PAYEE = "Empfängerprüfung: Der Name des Empfängers passt nicht zur IBAN. "


def admit(
    context: Context,
    call: Call,
    bank: Record,
    interface: str,
    order: Record | None = None,
    *,
    has_consent: bool = False,
) -> bool:
    """
    Sign the user in at the bank, or request SCA.

    Args:
        call: The call that needs the bank, or its repetition with an SCA answer.
        order: The payment or standing order that is submitted, if any.
        has_consent: Whether the user has given a consent that is still valid. A bank to which
            users are redirected then needs nothing from them.

    Returns:
        Whether SCA was needed.

    Raises:
        Problem: The bank refuses, SCA is needed (510), or the call is incomplete.
    """
    known = {one["bankingInterface"]: one for one in bank["interfaces"]}
    if interface not in known:
        raise refused(context, call, 501, "UNSUPPORTED_FEATURE", f"no {interface} at this bank")
    _check_bank(context, call, bank)
    sca = Sca(context, call, bank, order)
    answer = call.body.get("multiStepAuthentication")
    if answer is not None:
        sca.go_on(answer)
        return True
    if "REDIRECT_APPROACH" in known[interface]["properties"]:
        if has_consent:
            return False
        raise sca.redirect()
    user, pin = _login(context, call, known[interface])
    _check_login(context, call, bank, user, pin)
    behaviour = behaviour_of(user)
    checks_payee = order is not None and (
        behaviour.checks_payee or fate_of(order["amount"]).checks_payee
    )
    needs_sca = behaviour.reading_needs_sca if order is None else behaviour.orders_need_sca
    if not needs_sca and not checks_payee:
        return False
    if behaviour.offers == "none":
        raise rejected(context, call, "BANK_SERVER_REJECTION", _NO_METHOD, bank=bank)
    raise sca.begin(user, _PAYEE if checks_payee else "")


def _check_bank(context: Context, call: Call, bank: Record) -> None:
    text = _TROUBLES.get(context.world.banks.trouble)
    if text is not None:
        raise rejected(context, call, "BANK_SERVER_REJECTION", text, bank=bank)


def _check_login(context: Context, call: Call, bank: Record, user: str, pin: str) -> None:
    text = None
    if user in context.world.banks.locked:
        text = _LOCKED
    elif pin in PINS:
        text = _REFUSALS.get(pin, _WRONG)
    elif not _is_known(context.world.banks, bank, user, pin):
        text = _WRONG
    if text is not None:
        raise rejected(context, call, "BANK_SERVER_REJECTION", text, bank=bank)


def _is_known(banks: BankState, bank: Record, user: str, pin: str) -> bool:
    if bank["id"] == OLD_TEST_BANK_ID:
        # It takes any credentials.
        return not banks.refuses(user, pin)
    return is_accepted(banks, user, pin)


def entered_login_name(call: Call) -> str:
    """
    Return the user name among the entered credentials, or an empty string.
    """
    entered: list[Record] = call.body.get("loginCredentials") or []
    return next((one["value"] for one in entered if one["label"] != "PIN"), "")


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
