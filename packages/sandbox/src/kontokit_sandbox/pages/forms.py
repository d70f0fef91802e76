"""
The pages of web forms: they open once, and lead their user through the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import compare_digest, token_urlsafe
from typing import Any

from ..banksapi.state.bank import BANK_NAME, Bank
from ..finapi.state.web_forms import V1WebForm
from ..finapi.state.world import World
from ..finapi.v1.web_forms import find_web_form
from ..finapi.webform.repository import find_form
from ..pending import Message, Pending
from ..server.limits import Recent, remember
from .finapi_forms import (
    bank_of_form,
    bank_of_v1_form,
    finapi_form,
    finapi_v1_form,
    stored_login,
)
from .form_steps import FormSteps, waiting_for_user
from .protect_forms import protect_form
from .redirects import Redirects
from .replies import message
from .request import Html, PageRequest, Reply
from .waiting_forms import waiting_forms
from .walk import Form, Walk

__all__ = ["Forms"]

_LIFETIME = timedelta(minutes=20)
_COOKIE = "form"


@dataclass(frozen=True, kw_only=True)
class Forms:
    """
    All web forms that are open in a browser.
    """

    world: World
    bank: Bank
    complete_v1: Callable[[V1WebForm, str, str], None]
    """Makes the call of a form of v1 with a login and its PIN."""
    walks: dict[str, Walk] = field(default_factory=Recent[str, Walk])

    def pending(self) -> list[Pending]:
        """
        List the forms that wait, and what their users have to confirm or to enter.
        """
        now = self.world.clock.now()
        steps = {walk.id: waiting_for_user(walk, now) for walk in self.walks.values()}
        found = [one for one in steps.values() if one is not None]
        # A form whose user has something to do is there once.
        forms = waiting_forms(self.world, self.bank, self.complete_v1)
        return [*found, *(one for one in forms if steps.get(one.id) is None)]

    def finapi(self, request: PageRequest) -> Reply:
        """
        The form of Web Form 2.0.
        """
        form = find_form(self.world, request.path_values["id"])
        if form is None:
            return message("not_found", "not_found_more", status=404)
        form.look(self.world.clock.now())
        if not form.is_open:
            return message("form_ended", status=410, ended_as=form.status)

        def begin(key: str) -> Walk:
            form.status = "IN_PROGRESS"
            adapter = finapi_form(self.world, form, request.parameters)
            walk = self._walk(form.id, adapter, key)
            walk.ends, walk.login = form.expires, stored_login(self.world, form)
            _at_bank(walk, bank_of_form(self.world, form))
            return walk

        return self._served(request, form.id, begin, is_fresh=form.status == "NOT_YET_OPENED")

    def finapi_v1(self, request: PageRequest) -> Reply:
        """
        The form of Access v1.
        """
        found = find_web_form(self.world, request.path_values["token"])
        if found is None:
            return message("not_found", "not_found_more", status=404)
        form, user = found
        if form.status in ("COMPLETED", "ABORTED"):
            return message("form_ended", status=410, ended_as=form.status)

        def begin(key: str) -> Walk:
            form.status = "IN_PROGRESS"
            walk = self._walk(form.token, finapi_v1_form(self.world, form, self.complete_v1), key)
            _at_bank(walk, bank_of_v1_form(user, form))
            return walk

        is_fresh = form.status == "NOT_YET_OPENED"
        return self._served(request, form.token, begin, is_fresh=is_fresh)

    def protect(self, request: PageRequest) -> Reply:
        """
        The form of REG/Protect.
        """
        query = request.parameters
        session, callback = query.get("session", ""), query.get("callbackUrl", "")
        form = self.bank.web_forms.get(session)
        if form is None or form.use_case != query.get("useCase") or not callback:
            return message("not_found", "not_found_more", status=404)
        adapter = protect_form(self.bank, session, form, callback)

        def begin(key: str) -> Walk:
            form.is_opened = True
            walk = self._walk(session, adapter, key)
            walk.step, walk.bank = "credentials", {"name": BANK_NAME}
            return walk

        return self._served(request, session, begin, is_fresh=not form.is_opened)

    def _served(
        self, request: PageRequest, number: str, begin: Callable[[str], Walk], *, is_fresh: bool
    ) -> Reply:
        """
        Open the form, or go on with the browser that has opened it.
        """
        walk, key = self.walks.get(number), request.cookies.get(_COOKIE, "")
        is_opening = is_fresh and request.method == "GET"
        # The steps do not outlive the process; the browser that has opened the form begins again.
        if is_opening or (walk is None and key and not is_fresh):
            walk = self.walks[number] = begin(key or token_urlsafe(16))
            steps = self._steps(walk)
            steps.begin()
            shown = steps.show(request)
            return Html(template=shown.template, values=shown.values, cookies={_COOKIE: walk.key})
        if walk is None or not compare_digest(walk.key.encode(), key.encode()):
            return message("form_opened", "form_opened_more", status=410)
        steps = self._steps(walk)
        return steps.act(request) if request.is_post else steps.show(request)

    def _steps(self, walk: Walk) -> FormSteps:
        return FormSteps(walk, Redirects(self.world), self._send, self.world.clock.now)

    def _send(self, sent: Message) -> None:
        remember(self.world.messages, sent)

    def _walk(self, number: str, form: Form, key: str) -> Walk:
        ends = self.world.clock.now() + _LIFETIME
        return Walk(id=number, form=form, key=key, step="bank", bank={}, ends=ends)


def _at_bank(walk: Walk, found: tuple[dict[str, Any], list[dict[str, Any]]] | None) -> None:
    """
    Skip the choice of a bank, and that of an interface if there is only one.
    """
    if found is None:
        return
    walk.bank, interfaces = found
    if len(interfaces) == 1:
        walk.interface = interfaces[0]["bankingInterface"]
        walk.step = "credentials" if interfaces[0]["loginCredentials"] else "redirect"
    else:
        walk.step = "interface"
