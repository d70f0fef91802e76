"""
The page of a web form of REG/Protect. Opening it completes the form.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...demo.callback_urls import callback_with_query
from ...openapi.errors import Problem
from ...openapi.formats import is_script
from ...server.service import Response
from ..credentials import DEMO_PROVIDER
from ..state.bank import Bank, User, WebForm
from ..state.bank_accesses import Access
from ..state.demo_logins import Login

__all__ = ["end_form", "visit_form"]

_FAILURES: Mapping[str, str] = {
    "USER_CANCELLED": "BA3040",
    "LEGAL_NOT_ACCEPTED": "BA3040",
    "INVALID_CREDENTIALS": "BA1011",
    "INVALID_TAN": "BA3040",
    "NO_ACCOUNTS": "BA3040",
    "BACKEND_ERROR": "BA1051",
    "ERROR": "BA3040",
}
"""The outcomes without success, with the code of the access's message."""


def visit_form(bank: Bank, query: Mapping[str, str]) -> Response:
    """
    Complete a form at once and redirect to the caller, with ``outcome`` as ``baReentry``.

    Without ``outcome`` it succeeds. ``action=open`` only opens it; a later visit with an
    ``outcome`` completes it. Each session works once.

    Raises:
        Problem: The form does not exist, has been used, or the outcome is unknown; or a browser
            would run the callback URL.
    """
    form, callback = bank.web_forms.get(query.get("session", "")), query.get("callbackUrl")
    if form is None or form.use_case != query.get("useCase") or callback is None:
        raise Problem(404)
    if is_script(callback):
        raise Problem(400, {"error": "callbackUrl is no address of a page"})
    outcome = query.get("outcome") or _outcome_of(form.login)
    if outcome not in ("", "FINISHED", *_FAILURES) or (form.is_opened and not outcome):
        raise Problem(404)
    is_left = form.login.behaviour.form == "expire" and "outcome" not in query
    if is_left or (query.get("action") == "open" and not outcome):
        form.is_opened = True
        return Response(body=b"<p>Web Form</p>", media_type="text/html; charset=utf-8")
    reentry = end_form(bank, query["session"], outcome)
    return Response(status=302, headers={"Location": callback_with_query(callback, reentry)})


def _outcome_of(login: Login) -> str:
    """
    The outcome of a form whose user does what a test login stands for.
    """
    return {"abort": "USER_CANCELLED", "fail": "INVALID_CREDENTIALS"}.get(
        login.behaviour.form or "", ""
    )


def end_form(
    bank: Bank, session: str, outcome: str = "", login: Login | None = None
) -> dict[str, str]:
    """
    End a form with an outcome, and return the parameters of the redirect.

    Args:
        outcome: A ``baReentry``; empty for success.
        login: The login that was entered, if the form has asked for one.
    """
    # Deleted before the outcome is carried out: each session works once.
    form = bank.web_forms.pop(session)
    user = bank.users[form.user_id]
    if outcome in _FAILURES:
        _fail(user.accesses.get(form.subject), _FAILURES[outcome])
        return {"baReentry": outcome}
    reentry = _done(bank, form, user, login or Login())
    return {**reentry, "baReentry": outcome} if outcome else reentry


def _fail(access: Access | None, code: str) -> None:
    """
    Mark an existing access for ``start_sca``. No new access is created.
    """
    if access is not None:
        access.form = None
        access.errors = [code]
        access.needs_renewal = True


def _done(bank: Bank, form: WebForm, user: User, login: Login) -> dict[str, str]:
    now = bank.clock.now()
    access = user.accesses.get(form.subject)
    if form.use_case == "CREATE_ACCOUNT":
        access = Access(
            id=form.subject,
            user_id=user.id,
            provider_id=DEMO_PROVIDER,
            login=_signed_in(bank, login.user, login.pin),
            by_web_form=True,
            updated_at=now,
        )
        access.complete(bank.ledger)
        user.accesses[access.id] = access
        more = {"event": "accountCreated", "accountId": access.id}
        return {"baReentry": "ACCOUNT_CREATED", **more}
    if form.use_case == "AUTHENTICATE_ACCOUNT" and access is not None:
        access.login = _signed_in(bank, access.login.user, login.pin)
        access.begin(None, None, bank.ledger)
    if form.order is not None:
        form.order.sca.step = "done"
        form.order.settle(bank.banks.orders, now)
        bank.orders[form.order.id] = form.order
    return {"baReentry": "FINISHED"}


def _signed_in(bank: Bank, user: str, pin: str) -> Login:
    """
    The login of a form's user; where nobody has typed a PIN, with the right one.
    """
    return Login(user=user, pin=pin or bank.banks.changed_pin(user) or "")
