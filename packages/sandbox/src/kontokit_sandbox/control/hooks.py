"""
Webhooks: where they go, what was sent, and what it was answered.
"""

from __future__ import annotations

from typing import Any

from ..server.service import Call, Handlers, Response
from ..webhooks.deliveries import Delivery
from ..webhooks.hooks import Hooks
from ..webhooks.notification import WebhookTarget
from .redaction import Redaction, blotted

__all__ = ["HANDLERS"]

HANDLERS: Handlers[Hooks] = Handlers()


@HANDLERS.operation("listHooks")
def _list(hooks: Hooks, _: Call) -> Response:
    return Response(
        body={
            "targets": {api: _target(one) for api, one in hooks.targets.items()},
            "events": {api: list(events) for api, events in hooks.events.items()},
            "dropped": hooks.dropped,
        }
    )


@HANDLERS.operation("getHook")
def _get(hooks: Hooks, call: Call) -> Response:
    api = call.path["api"]
    if api not in hooks.targets:
        raise LookupError(f"no address is set for {api}")
    return Response(body=_target(hooks.targets[api]))


@HANDLERS.operation("setHook")
def _set(hooks: Hooks, call: Call) -> Response:
    given = {name: value for name, value in call.body.items() if value is not None}
    for name in ("accounts", "basic"):
        if name in given:
            given[name] = tuple(given[name])
    hooks.set_target(call.path["api"], WebhookTarget(**given))
    return Response(body=_target(hooks.targets[call.path["api"]]))


@HANDLERS.operation("removeHook")
def _remove(hooks: Hooks, call: Call) -> Response:
    hooks.remove_target(call.path["api"])
    return Response(status=204)


@HANDLERS.operation("fireHook")
def _fire(hooks: Hooks, call: Call) -> Response:
    person, api = call.body.get("person"), call.body.get("api")
    return _deliveries(hooks.fire(call.body["event"], person=person, api=api))


@HANDLERS.operation("skipSerials")
def _gap(hooks: Hooks, call: Call) -> Response:
    return Response(body={"next": hooks.gap(call.body.get("count", 1), call.body["api"])})


@HANDLERS.operation("listDeliveries")
def _list_deliveries(hooks: Hooks, call: Call) -> Response:
    api = call.query.get("api")
    found = [one for one in hooks.deliveries if api in (None, one.api)]
    return _deliveries(found[-call.query.get("limit", 500) :])


@HANDLERS.operation("resendDelivery")
def _resend(hooks: Hooks, call: Call) -> Response:
    return _deliveries([hooks.resend(call.path["id"])])


def _deliveries(found: list[Delivery]) -> Response:
    return Response(body={"deliveries": [_delivery(one) for one in found]})


def _target(target: WebhookTarget) -> dict[str, Any]:
    return {
        "url": target.url,
        "method": target.method,
        "format": target.format,
        "accounts": None if target.accounts is None else list(target.accounts),
        "secret": target.secret and blotted(target.secret),
        "basic": target.basic and [target.basic[0], blotted(target.basic[1])],
        "signature_header": target.signature_header,
        "signature_encoding": target.signature_encoding,
    }


def _delivery(one: Delivery) -> dict[str, Any]:
    redaction = Redaction(one.api)
    media_type = {name.lower(): value for name, value in one.headers.items()}.get(
        "content-type", "application/json"
    )
    return {
        "id": one.id,
        "api": one.api,
        "event": one.event,
        "created": one.created.isoformat(),
        "state": one.state,
        "reason": one.reason,
        "method": one.method,
        "url": one.url,
        "headers": redaction.headers(one.headers.items()),
        "body": redaction.body(media_type, one.body),
        "serial": one.serial,
        "resent": one.resent,
        "notes": list(one.notes),
        "attempts": [
            {
                "at": attempt.at.isoformat(),
                "status": attempt.status,
                "answer": attempt.answer.decode(errors="replace"),
                "error": attempt.error,
                "milliseconds": round(attempt.milliseconds),
            }
            for attempt in one.attempts
        ],
    }
