"""
Operations about notification rules. They are kept, but nobody is notified.
"""

from __future__ import annotations

from ...server.service import Answer, Call
from ..context import Context, Part
from ..errors import unknown_entity
from ..state.world import Record
from .paging import chosen

__all__ = ["PART"]

PART: Part = Part()


@PART.of("createNotificationRule")
def _create(context: Context, call: Call) -> Answer:
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
    return Answer(status=201, body=rule)


@PART.of("getAndSearchAllNotificationRules")
def _list(context: Context, call: Call) -> Answer:
    rules = chosen(context, call, context.user(call).notification_rules.values())
    for name in ("triggerEvent", "includeDetails"):
        if name in call.query:
            rules = [one for one in rules if one[name] == call.query[name]]
    return Answer(body={"notificationRules": rules})


@PART.of("getNotificationRule")
def _get(context: Context, call: Call) -> Answer:
    return Answer(body=_rule(context, call))


@PART.of("deleteNotificationRule")
def _delete(context: Context, call: Call) -> Answer:
    del context.user(call).notification_rules[_rule(context, call)["id"]]
    return Answer()


@PART.of("deleteAllNotificationRules")
def _delete_all(context: Context, call: Call) -> Answer:
    rules = context.user(call).notification_rules
    identifiers = list(rules)
    rules.clear()
    return Answer(body={"identifiers": identifiers})


def _rule(context: Context, call: Call) -> Record:
    rule = context.user(call).notification_rules.get(call.path["id"])
    if rule is None:
        raise unknown_entity(context, call, f"there is no notification rule {call.path['id']}")
    return rule
