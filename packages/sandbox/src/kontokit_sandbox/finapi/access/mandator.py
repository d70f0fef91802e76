"""
Operations of the mandator admin: users, categorisation rules, credentials.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.user_list import found_users
from ..state.world import Record
from .categories import category_of
from .paging import ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_RULE_FIELDS = ("id", "creationDate", "category.id", "category.name")


@HANDLERS.operation("changeClientCredentials")
def _change_credentials(context: Context, call: Call) -> Response:
    asked: Record = call.body
    client = context.world.clients.get(asked["clientId"])
    if client is None or client.secret != asked["oldClientSecret"]:
        raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", "the old credentials are wrong")
    client.secret = asked["newClientSecret"]
    context.world.end_tokens_of_client(client.id)
    return Response()


@HANDLERS.operation("deleteUsers")
def _delete_users(context: Context, call: Call) -> Response:
    world = context.world
    deleted: list[str] = []
    busy: list[str] = []
    for name in call.body["userIds"]:
        user = world.users.get(name.lower())
        if user is None:
            continue
        if any(world.is_downloading(number) for number in user.connections):
            busy.append(name)
            continue
        world.delete_user(name)
        deleted.append(name)
    return Response(body={"deletedUsers": deleted, "nonDeletedUsers": busy})


@HANDLERS.operation("getUserList")
def _list_users(context: Context, call: Call) -> Response:
    found = found_users(context.world, call.query)
    rows, paging = paged(call, ordered(context, call, found, ("userId",)))
    return Response(body={"users": rows, "paging": paging})


@HANDLERS.operation("switchApiVersion")
def _switch(context: Context, call: Call) -> Response:
    if call.body["apiVersion"] not in ("V1", "V2"):
        raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", "apiVersion is V1 or V2")
    text = f"The API version is {call.body['apiVersion']} now."
    return Response(body={"message": text})


@HANDLERS.operation("getIbanRuleList")
def _list_iban_rules(context: Context, call: Call) -> Response:
    return _rules(context, call, context.world.iban_rules, "ibanRules")


@HANDLERS.operation("createIbanRules")
def _create_iban_rules(context: Context, call: Call) -> Response:
    made = [
        rule
        for one in call.body["ibanRules"]
        for rule in _new_rules(context, call, context.world.iban_rules, one, iban=one["iban"])
    ]
    return Response(status=201, body={"ibanRules": made})


@HANDLERS.operation("deleteIbanRules")
def _delete_iban_rules(context: Context, call: Call) -> Response:
    return _delete_rules(context, call, context.world.iban_rules)


@HANDLERS.operation("getKeywordRuleList")
def _list_keyword_rules(context: Context, call: Call) -> Response:
    return _rules(context, call, context.world.keyword_rules, "keywordRules")


@HANDLERS.operation("createKeywordRules")
def _create_keyword_rules(context: Context, call: Call) -> Response:
    made = [
        rule
        for one in call.body["keywordRules"]
        for rule in _new_rules(
            context, call, context.world.keyword_rules, one,
            keywords=one["keywords"],
            allKeywordsMustMatch=one.get("allKeywordsMustMatch", False),
            keywordsLanguage=one.get("keywordsLanguage", "DE"),
        )
    ]  # fmt: skip
    return Response(status=201, body={"keywordRules": made})


@HANDLERS.operation("deleteKeywordRules")
def _delete_keyword_rules(context: Context, call: Call) -> Response:
    return _delete_rules(context, call, context.world.keyword_rules)


def _rules(context: Context, call: Call, rules: dict[int, Record], key: str) -> Response:
    rows, paging = paged(call, ordered(context, call, rules.values(), _RULE_FIELDS))
    return Response(body={key: rows, "paging": paging})


def _new_rules(
    context: Context, call: Call, rules: dict[int, Record], asked: Record, **fields: Any
) -> list[Record]:
    """
    Create a rule, or two if it applies to both directions.
    """
    category = category_of(None, asked["categoryId"])
    if category is None:
        raise unknown_entity(context, call, f"there is no category {asked['categoryId']}")
    direction = asked["direction"]
    made: list[Record] = [
        {
            "id": context.world.next_id("rule"),
            "category": category,
            "direction": one,
            "creationDate": context.world.instant(),
            **fields,
        }
        for one in (("Income", "Spending") if direction == "Both" else (direction,))
    ]
    for rule in made:
        rules[rule["id"]] = rule
    return made


def _delete_rules(context: Context, call: Call, rules: dict[int, Record]) -> Response:
    numbers = list(call.body["ids"])
    if not numbers:
        raise refused(context, call, 400, "MISSING_FIELD", "ids is empty")
    unknown = [number for number in numbers if number not in rules]
    if unknown:
        raise unknown_entity(context, call, f"there is no rule {unknown[0]}")
    # The same id may be sent twice.
    for number in set(numbers):
        del rules[number]
    return Response(body={"identifiers": numbers})
