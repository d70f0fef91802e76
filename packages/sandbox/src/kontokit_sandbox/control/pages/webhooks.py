"""
The section of the control page with webhooks: where they go, and what was sent.
"""

from __future__ import annotations

from typing import Any, get_args

from ...pages.request import PageRequest, Reply
from ...webhooks.hooks import OUTSIDE
from ...webhooks.notification import HookApi, WebhookTarget
from .replies import ControlledSandbox, done, page

__all__ = ["webhooks"]

_NEWEST = 200
_SHOWN = ("api", "url", "method", "format", "accounts", "user", "header", "encoding")
"""The fields that are filled in again after a mistake; secrets are not."""
_CHOICES = {"method": ("POST", "PUT"), "format": ("json", "xml"), "encoding": ("hex", "base64")}
_NOTICES = ("control_sent", "control_target_set", "control_target_removed")


def webhooks(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the targets and the deliveries; set or remove a target, send a notification, or one of
    them again.
    """
    errors: dict[str, str] = {}
    problem = ""
    if request.is_post:
        match request.value("do"):
            case "set":
                problem = _set_target(sandbox, request)
                if not problem:
                    return done(request, "control_target_set")
                errors["url"] = "control_bad_target"
            case "remove":
                sandbox.hooks.remove_target(_api(request))
                return done(request, "control_target_removed")
            case _ if _is_sent(sandbox, request):
                return done(request, "control_sent")
            case _:
                errors["event"] = "control_bad_event"
    return _shown(sandbox, request, errors, problem)


def _shown(
    sandbox: ControlledSandbox, request: PageRequest, errors: dict[str, str], problem: str
) -> Reply:
    events = [(api, event) for api, found in sandbox.hooks.events.items() for event in found]
    return page(
        request, "webhooks", errors=errors, notices=_NOTICES, problem=problem, events=events,
        deliveries=sandbox.hooks.deliveries[::-1][:_NEWEST], targets=sandbox.hooks.targets,
        apis=OUTSIDE, choices=_CHOICES, given={name: request.value(name) for name in _SHOWN},
    )  # fmt: skip


def _is_sent(sandbox: ControlledSandbox, request: PageRequest) -> bool:
    try:
        if request.value("do") == "resend":
            sandbox.hooks.resend(request.value("id"))
        else:
            sandbox.hooks.fire(request.value("event"))
    except (LookupError, ValueError):
        return False
    return True


def _set_target(sandbox: ControlledSandbox, request: PageRequest) -> str:
    """
    Set a target, and return what is wrong with it, if anything.
    """
    try:
        sandbox.hooks.set_target(_api(request), _target(request))
    except ValueError as error:
        return str(error)
    return ""


def _target(request: PageRequest) -> WebhookTarget:
    """
    Read the form. What is left empty is as by default.

    Raises:
        ValueError: There is no URL, or a value makes no sense.
    """
    if not request.value("url"):
        raise ValueError("the address is missing")
    names = {
        "method": "method",
        "format": "format",
        "secret": "secret",
        "header": "signature_header",
        "encoding": "signature_encoding",
    }
    given: dict[str, Any] = {
        name: request.value(field) for field, name in names.items() if request.value(field)
    }
    if request.value("accounts"):
        given["accounts"] = tuple(int(one) for one in request.value("accounts").split(","))
    if request.value("user") or request.value("password"):
        given["basic"] = (request.value("user"), request.value("password"))
    return WebhookTarget(url=request.value("url"), **given)


def _api(request: PageRequest) -> HookApi:
    apis: tuple[HookApi, ...] = get_args(HookApi)
    found: HookApi | None = next((one for one in apis if one == request.value("api")), None)
    if found is None:
        raise LookupError(request.value("api"))
    return found
