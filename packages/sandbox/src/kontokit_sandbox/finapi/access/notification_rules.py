"""
Operations for notification rules.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import unknown_entity
from ..state.world import Record, User
from .paging import chosen

__all__ = ["HANDLERS", "leave_rules"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("createNotificationRule")
def _create(context: Context, call: Call) -> Response:
    user = context.user(call)
    rule: Record = {
        "id": context.world.next_id("notification rule"),
        "triggerEvent": call.body["triggerEvent"],
        "params": call.body.get("params") or {},
        "includeDetails": call.body.get("includeDetails", False),
    }
    if "callbackHandle" in call.body:
        rule["callbackHandle"] = call.body["callbackHandle"]
    user.notification_rules[rule["id"]] = rule
    return Response(status=201, body=rule)


@HANDLERS.operation("getAndSearchAllNotificationRules")
def _list(context: Context, call: Call) -> Response:
    rules = chosen(context, call, context.user(call).notification_rules.values())
    for name in ("triggerEvent", "includeDetails"):
        if name in call.query:
            rules = [one for one in rules if one[name] == call.query[name]]
    return Response(body={"notificationRules": rules})


@HANDLERS.operation("getNotificationRule")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_rule(context, call))


@HANDLERS.operation("deleteNotificationRule")
def _delete(context: Context, call: Call) -> Response:
    del context.user(call).notification_rules[_rule(context, call)["id"]]
    return Response()


@HANDLERS.operation("deleteAllNotificationRules")
def _delete_all(context: Context, call: Call) -> Response:
    rules = context.user(call).notification_rules
    identifiers = list(rules)
    rules.clear()
    return Response(body={"identifiers": identifiers})


def leave_rules(user: User, name: str, number: int) -> None:
    """
    Take an account or a bank connection out of the rules, and delete those that name no other.

    Args:
        name: The parameter with the ids, such as ``accountIds``.
    """
    for rule in list(user.notification_rules.values()):
        named = [one.strip() for one in rule["params"].get(name, "").split(",")]
        if str(number) not in named:
            continue
        left = [one for one in named if one != str(number)]
        rule["params"] = {**rule["params"], name: ",".join(left)}
        if not left:
            del user.notification_rules[rule["id"]]


def _rule(context: Context, call: Call) -> Record:
    rule = context.user(call).notification_rules.get(call.path["id"])
    if rule is None:
        raise unknown_entity(context, call, f"there is no notification rule {call.path['id']}")
    return rule
