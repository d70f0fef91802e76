"""
The routes of flows: what to answer each request.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from kontokit import KontokitError
from kontokit.sca import RecordRefusedError, ScaConflictError, State
from kontokit.sca.messages import Problem

from .commands import COMMANDS, QUESTIONS, Body, is_waiting_for_bank, is_waiting_for_form
from .entries import WebFlow, change, load
from .exchange import WebRequest, WebResponse, json_response, redirect
from .guard import as_object, has_token, is_from_own_page, is_navigation, json_body, owned_flow
from .page import SCRIPT, flow_page, language_of, neutral_page, script
from .problems import logger, problem_of
from .settings import Settings
from .state import to_json
from .work import Call, UseStore, Work

_ATTEMPTS: Final = 3
"""How often a flow is read again that another worker changes at the same time."""
_PATIENCE: Final = 1.0
"""Seconds for which a command may wait while a browser waits for its response."""
_PATIENCE_OF_PROVIDERS: Final = 10.0
"""The same for a callback, since perhaps no page is open that asks later."""
Login: TypeAlias = dict[str, Any]
"""Login data by name: texts, or ``Secret``."""
Trouble: TypeAlias = tuple[Problem, int]
"""What has gone wrong, and the status of the response."""


class Routes:
    """
    The routes, without I/O and without a framework.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float, float], Any]) -> None:
        """
        Set up the routes.

        Args:
            sleep: Waits, and refuses to wait for long: ``sleep(longest, seconds)``.
        """
        self._settings = settings
        self._sleep = sleep

    def respond(self, request: WebRequest) -> Work[WebResponse]:
        """
        Answer a request.
        """
        flow_id, _, action = request.path.partition("/")
        match request.method, action:
            case "GET", "" if flow_id == SCRIPT:
                return script(request)
            case "POST", "callback":
                return (yield from self._callback(flow_id))
            case "POST", name if name in COMMANDS:
                return (yield from self._command(request, flow_id, name))
            case "GET", "step":
                return (yield from self._step(request, flow_id))
            case "GET", "" | "return":
                return (yield from self._open(request, flow_id, action))
            case _:
                return WebResponse(status=404 if request.method in ("GET", "POST") else 405)

    # Pages.

    def _open(self, request: WebRequest, flow_id: str, action: str) -> Work[WebResponse]:
        language = language_of(request, self._settings.language)
        flow = None
        if is_navigation(request):
            flow = yield from owned_flow(self._settings, request, flow_id)
        if flow is None:
            return neutral_page(language)
        attributes = self.attributes(flow)
        problem: Problem | None = None
        if action == "return":
            problem = yield from self._returned(request, flow)
            if problem is None:
                return redirect(f"{self._settings.path}/{flow.id}")
            if problem == "credentials_needed":  # the page sends the query again, with them
                attributes["returned"] = ""
        script_url = f"{self._settings.path}/{SCRIPT}"
        return flow_page(script_url, attributes, language=language, problem=problem)

    def attributes(self, flow: WebFlow) -> dict[str, str]:
        """
        The attributes of the element on a page of the flow's owner.
        """
        return {"src": f"{self._settings.path}/{flow.id}", "token": self._settings.token(flow)}

    def _returned(self, request: WebRequest, flow: WebFlow) -> Work[Problem | None]:
        try:
            sca_flow = yield from self._with_login(request, flow, "return")
            if sca_flow is None:
                return "credentials_needed"
            yield Call(lambda: sca_flow.handle_return(request.query))
        except ScaConflictError:
            return None  # another window has come back, so the newest state is shown
        except KontokitError as error:
            return problem_of(error)[0]
        yield from self._report(flow, sca_flow)
        return None

    # What the element sends.

    def _step(self, request: WebRequest, flow_id: str) -> Work[WebResponse]:
        flow = yield from owned_flow(self._settings, request, flow_id)
        if flow is None:
            return json_response({"problem": "gone"}, status=404)
        return (yield from self._state(request, flow))

    def _command(self, request: WebRequest, flow_id: str, name: str) -> Work[WebResponse]:
        body = json_body(request)
        if not is_from_own_page(self._settings, request) or body is None:
            return json_response({"problem": "forbidden"}, status=403)
        flow = yield from owned_flow(self._settings, request, flow_id)
        if flow is None:
            return json_response({"problem": "gone"}, status=404)
        if not has_token(self._settings, request, flow):
            return json_response({"problem": "forbidden"}, status=403)
        try:
            sca_flow = yield from self._with_login(request, flow, name, body)
            if sca_flow is None:
                return (yield from self._state(request, flow, ("credentials_needed", 422)))
            if name not in QUESTIONS and body.get("revision") != sca_flow.revision:
                return (yield from self._state(request, flow, ("changed", 409)))
            yield Call(lambda: COMMANDS[name](sca_flow, body, flow.owner))
        except ScaConflictError:
            trouble: Trouble = ("changed", 409)
            return (yield from self._state(request, flow, None if name in QUESTIONS else trouble))
        except KontokitError as error:
            return (yield from self._state(request, flow, problem_of(error)))
        yield from self._report(flow, sca_flow)
        return json_response(to_json(flow, sca_flow))

    def _state(
        self, request: WebRequest, flow: WebFlow, trouble: Trouble | None = None
    ) -> Work[WebResponse]:
        """
        The newest state of a flow, and what has gone wrong.
        """
        problem, status = trouble or (None, 200)
        try:
            sca_flow = yield from self._resumed(flow)
        except KontokitError as error:
            problem, status = problem_of(error)
            return json_response({"problem": problem}, status=status)
        yield from self._report(flow, sca_flow)
        # A page of the bank comes first: leaving for it would forget what was typed.
        needed = sca_flow.needs_credentials and not is_waiting_for_bank(sca_flow.step)
        wanted = needed or problem in ("credentials_needed", "credentials_refused")
        names: tuple[str, ...] = sca_flow.credential_names if wanted else ()
        if names and set(names) <= set((yield from self._login(request, flow))):
            names = ()
        content = to_json(flow, sca_flow, wanted=names, problem=problem)
        return json_response(content, status=status)

    # What the provider sends.

    def _callback(self, flow_id: str) -> Work[WebResponse]:
        """
        Look at a form, because someone says that it has changed. The response says nothing.
        """
        flow: WebFlow | None = yield UseStore(lambda: load(self._settings.store, flow_id))
        if flow is None:
            return WebResponse(status=204)
        try:
            sca_flow = yield from self._resumed(flow, patience=_PATIENCE_OF_PROVIDERS)
            if is_waiting_for_form(sca_flow.step):
                yield Call(sca_flow.refresh)
            yield from self._report(flow, sca_flow)
        except (ScaConflictError, RecordRefusedError):
            return WebResponse(status=204)
        except KontokitError as error:
            problem_of(error)
            return WebResponse(status=503)  # so that it is said again
        return WebResponse(status=204)

    # Flows.

    def _with_login(
        self, request: WebRequest, flow: WebFlow, command: str, body: Body | None = None
    ) -> Work[Any]:
        """
        The flow, ready for a command; None if its user has to type the login data.
        """
        sca_flow = yield from self._resumed(flow)
        sends = sca_flow.needs_credentials and command != "cancel"
        names: tuple[str, ...] = sca_flow.credential_names
        if not names or not (sends or command == "send_again"):
            return sca_flow
        login = yield from self._login(request, flow, body)
        if not set(names) <= set(login):
            return None
        return (yield from self._resumed(flow, login))

    def _resumed(
        self, flow: WebFlow, login: Login | None = None, *, patience: float = _PATIENCE
    ) -> Work[Any]:
        settings = self._settings
        client = yield Call(lambda: settings.client(flow))
        sca = client.sca.with_options(
            store=settings.store,
            record_key=settings.record_key,
            return_url=settings.url(flow.id, "return"),
            sleep=partial(self._sleep, patience),
        )
        for left in reversed(range(_ATTEMPTS)):
            try:
                return (yield Call(lambda: sca.resume(flow.id, credentials=login)))
            except ScaConflictError:
                if not left:
                    raise
        return None

    def _login(self, request: WebRequest, flow: WebFlow, body: Body | None = None) -> Work[Login]:
        """
        The login data of a flow: those that the user has just typed, or those of the application.
        """
        typed = as_object((body or {}).get("credentials"))
        ask = self._settings.credentials
        if typed or ask is None:
            return typed or {}
        given: Login | None = yield Call(lambda: ask(request.native, flow))
        return {} if given is None else {name: one for name, one in given.items() if one}

    def _report(self, flow: WebFlow, sca_flow: Any) -> Work[None]:
        """
        Tell the application of the end, once it is stored.
        """
        on_end = self._settings.on_end
        if on_end is None or flow.is_reported or sca_flow.state not in _ENDS:
            return
        try:
            yield Call(lambda: on_end(flow, sca_flow))
        except Exception:
            logger.exception("on_end has failed; it is called again with the next request")
            return
        yield UseStore(lambda: change(self._settings.store, flow, is_reported=True))


_ENDS: Final = frozenset({State.FINISHED, State.FAILED, State.CANCELLED, State.EXPIRED})
