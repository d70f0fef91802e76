"""
The steps of a web form: choose a bank, sign in, authenticate.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..demo.tans import LATE_TAN, LOCKING_TAN
from ..pending import Decision, Message, Pending
from .bank import missing_credentials
from .redirects import Redirects
from .replies import reload
from .request import Html, PageRequest, Reply
from .walk import Method, Reason, Step, Walk

__all__ = ["FormSteps", "waiting_for_user"]

_MOST_WRONG = 3
_NAMES = {
    "banksapi": "BANKSapi REG/Protect",
    "finapi_access_v1": "finAPI Web Form",
    "finapi_webform": "finAPI Web Form",
}
Errors = Mapping[str, str]


@dataclass(frozen=True)
class FormSteps:
    """
    Shows the current step of a form, and does what its user has pressed.
    """

    walk: Walk
    redirects: Redirects
    """Sends users to the page of a bank."""
    send: Callable[[Message], None]
    """Sends a message to the phone."""
    now: Callable[[], datetime]

    def show(self, request: PageRequest, errors: Errors | None = None, *, search: str = "") -> Html:
        """
        Show the current step.
        """
        walk = self.walk
        template, values = self._shown(request, search)
        shared: dict[str, Any] = {
            "site_name": _NAMES[walk.form.api],
            "title": walk.form.title,
            "heading": f"step_{walk.step}",
            "step": walk.step,
            "order": walk.form.order,
            "bank": walk.bank.get("name", ""),
            "errors": errors or {},
        }
        return Html(template=template, status=422 if errors else 200, values=shared | values)

    def act(self, request: PageRequest) -> Reply:
        """
        Do what the user has pressed, and show what follows.
        """
        do = request.value("do")
        if do == "cancel":
            return self._give_up("cancelled")
        if do == "not-legal" and self.walk.form.asks_legal:
            return self._give_up("legal")
        # A form of an earlier step, sent again with the back button, is not for this one.
        if request.value("step") != self.walk.step:
            return reload(request)
        if do == "search":
            return self.show(request, search=request.value("search"))
        found = self._actions[self.walk.step](request)
        return found if found is not None else reload(request)

    @property
    def _actions(self) -> Mapping[Step, Callable[[PageRequest], Reply | None]]:
        return {
            "bank": self._choose_bank,
            "interface": self._choose_interface,
            "credentials": self._sign_in,
            "redirect": self._go_to_bank,
            "method": self._choose_method,
            "tan": self._enter_tan,
            "app": self._look_at_phone,
        }

    def begin(self) -> None:
        """
        Skip what there is no choice of.
        """
        banks = self.walk.form.banks("") if self.walk.step == "bank" else ()
        if len(banks) == 1:
            self._with_bank(banks[0])

    def _shown(self, request: PageRequest, search: str) -> tuple[str, dict[str, Any]]:
        walk = self.walk
        match walk.step:
            case "bank":
                return "form_bank.html", self._bank_choices(request, search)
            case "interface":
                return "form_choice.html", self._interface_choices()
            case "credentials":
                login_label, pin_label = walk.form.labels
                return "form_credentials.html", {
                    "login": request.value("login") or walk.login,
                    "login_label": login_label,
                    "pin_label": pin_label,
                    "help": walk.form.help,
                    "asks_legal": walk.form.asks_legal,
                }
            case "redirect":
                is_back = self.redirects.is_decided(walk.redirect)
                return "form_redirect.html", {"is_back": is_back}
            case "method":
                options = [(one.id, one.name, "") for one in walk.form.methods(walk)]
                return _choice("method", "method", options)
            case _:
                return self._challenge()

    def _bank_choices(self, request: PageRequest, search: str) -> dict[str, Any]:
        banks = self.walk.form.banks(search)
        options = [(str(one["id"]), one["name"], f"{one['blz']}, {one['city']}") for one in banks]
        return {"search": search, "banks": options, "chosen": (request.value("bank"),)}

    def _interface_choices(self) -> dict[str, Any]:
        found = self.walk.form.interfaces(self.walk.bank)
        names = [one["bankingInterface"] for one in found]
        return _choice("interface", "interface", [(one, one, "") for one in names])[1]

    def _challenge(self) -> tuple[str, dict[str, Any]]:
        method = self.walk.method
        assert method is not None  # noqa: S101 - these steps follow the choice of a method
        values = {"login": self.walk.login, "method": method.name}
        if self.walk.step == "app":
            return "form_app.html", values
        medium = "sms" if method.medium == "push" else method.medium
        more = {"medium": medium, "picture": method.picture, "flicker": method.flicker}
        return "form_tan.html", values | more

    def _choose_bank(self, request: PageRequest) -> Reply | None:
        wanted = request.value("bank")
        found = [one for one in self.walk.form.banks("") if str(one["id"]) == wanted]
        if not found:
            return self.show(request, {"bank": "choose_one"}, search=request.value("search"))
        self._with_bank(found[0])
        return None

    def _with_bank(self, bank: dict[str, Any]) -> None:
        self.walk.bank = bank
        found = self.walk.form.interfaces(bank)
        if len(found) == 1:
            self._with_interface(found[0])
        else:
            self.walk.step = "interface"

    def _choose_interface(self, request: PageRequest) -> Reply | None:
        for one in self.walk.form.interfaces(self.walk.bank):
            if one["bankingInterface"] == request.value("interface"):
                self._with_interface(one)
                return None
        return self.show(request, {"interface": "choose_one"})

    def _with_interface(self, interface: dict[str, Any]) -> None:
        self.walk.interface = interface["bankingInterface"]
        self.walk.step = "credentials" if interface["loginCredentials"] else "redirect"

    def _sign_in(self, request: PageRequest) -> Reply | None:
        form = self.walk.form
        login, pin = request.value("login"), request.value("pin")
        errors = missing_credentials(request)
        if form.asks_legal and request.value("legal") != "yes":
            errors["legal"] = "legal_missing"
        refusal = None if errors else form.refuse(self.walk, login, pin)
        if refusal is not None:
            errors["pin"] = refusal
            if self._is_last_mistake():
                return self._give_up("credentials")
        if errors:
            return self.show(request, errors)
        self.walk.login, self.walk.pin = login, pin
        return self._authenticate()

    def _authenticate(self) -> Reply | None:
        self.walk.wrong = 0
        methods = self.walk.form.methods(self.walk)
        if not methods:
            return self._finish()
        if len(methods) > 1:
            self.walk.step = "method"
        else:
            self._with_method(methods[0])
        return None

    def _choose_method(self, request: PageRequest) -> Reply | None:
        for one in self.walk.form.methods(self.walk):
            if one.id == request.value("method"):
                self._with_method(one)
                return None
        return self.show(request, {"method": "choose_one"})

    def _with_method(self, method: Method) -> None:
        walk = self.walk
        walk.method, walk.decision = method, None
        walk.step = "app" if method.medium == "app" else "tan"
        if method.medium == "sms" or method.medium == "push":
            sent = Message(
                login=walk.login, kind=method.medium, at=self.now(), bank=walk.bank["name"],
                tan=method.tan, order=walk.form.order,
            )  # fmt: skip
            self.send(sent)

    def _enter_tan(self, request: PageRequest) -> Reply | None:
        tan, method = request.value("tan"), self.walk.method
        if not tan:
            return self.show(request, {"tan": "tan_missing"})
        decision, self.walk.decision = self.walk.decision, None
        if method is not None and method.accepts(tan) and decision is None:
            return self._authenticated()
        if tan == LOCKING_TAN:
            self.walk.form.lock(self.walk.login)
        if decision == "expire" or tan in (LATE_TAN, LOCKING_TAN) or self._is_last_mistake():
            return self._give_up("tan")
        return self.show(request, {"tan": "tan_wrong"})

    def _look_at_phone(self, request: PageRequest) -> Reply | None:
        if self.walk.decision == "approve":
            return self._authenticated()
        if self.walk.decision is not None:
            return self._give_up("bank")
        return self.show(request, {"app": "app_not_yet"})

    def _authenticated(self) -> Reply | None:
        if self.walk.round < self.walk.form.rounds(self.walk.login):
            self.walk.round += 1
            return self._authenticate()
        return self._finish()

    def _go_to_bank(self, request: PageRequest) -> Reply | None:
        walk = self.walk
        if not self.redirects.is_decided(walk.redirect):
            walk.redirect, page = self.redirects.start(walk, request)
            return page
        if self.redirects.is_approved(walk.redirect):
            return self._finish()
        return self._give_up("bank")

    def _finish(self) -> Reply:
        self.walk.step = "ended"
        return self.walk.form.finish(self.walk)

    def _give_up(self, reason: Reason) -> Reply:
        self.walk.step = "ended"
        return self.walk.form.give_up(reason)

    def _is_last_mistake(self) -> bool:
        self.walk.wrong += 1
        return self.walk.wrong >= _MOST_WRONG


def waiting_for_user(walk: Walk, now: datetime) -> Pending | None:
    """
    Return what a form waits for, on the phone or from a device, if it does.
    """
    method = walk.method
    if method is None or walk.step not in ("app", "tan"):
        return None
    if walk.decision not in (None, "wrong") or walk.ends <= now:
        return None

    def decide(decision: Decision) -> None:
        walk.decision = decision

    return Pending(
        id=f"form-{walk.id}", kind=walk.step, api=walk.form.api, bank=walk.bank["name"],
        login=walk.login, ends=walk.ends, order=walk.form.order, decide=decide,
        decisions=("approve", "decline", "expire") if walk.step == "app" else ("wrong", "expire"),
        flicker=method.flicker, picture=b64decode(method.picture), tan=method.tan,
    )  # fmt: skip


def _choice(
    name: str, legend: str, options: Sequence[tuple[str, str, str]]
) -> tuple[str, dict[str, Any]]:
    values = {"name": name, "legend": legend, "options": options, "chosen": (), "type": "radio"}
    return "form_choice.html", values
