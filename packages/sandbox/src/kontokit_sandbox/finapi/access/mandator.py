"""
What the mandator-admin client may do: users, categorisation rules, credentials.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Answer, Call
from ..context import Context, Part
from ..errors import refused, unknown_entity
from ..state.user_list import found_users
from ..state.world import Record
from .categories import category_of
from .paging import ordered, paged

__all__ = ["PART"]

PART: Part = Part()
_RULE_FIELDS = ("id", "creationDate", "category.id", "category.name")


@PART.of("changeClientCredentials")
def _change_credentials(context: Context, call: Call) -> Answer:
    asked: Record = call.body
    client = context.world.clients.get(asked["clientId"])
    if client is None or client.secret != asked["oldClientSecret"]:
        raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", "the old credentials are wrong")
    client.secret = asked["newClientSecret"]
    context.world.end_tokens_of_client(client.id)
    return Answer()


@PART.of("deleteUsers")
def _delete_users(context: Context, call: Call) -> Answer:
    world = context.world
    deleted: list[str] = []
    busy: list[str] = []
    for name in call.body["userIds"]:
        user = world.users.get(name.lower())
        if user is None:
            continue
        if any(world.is_busy(number) for number in user.connections):
            busy.append(name)
            continue
        world.delete_user(name)
        deleted.append(name)
    return Answer(body={"deletedUsers": deleted, "nonDeletedUsers": busy})


@PART.of("getUserList")
def _list_users(context: Context, call: Call) -> Answer:
    found = found_users(context.world, call.query)
    rows, paging = paged(call, ordered(context, call, found, ("userId",)))
    return Answer(body={"users": rows, "paging": paging})


@PART.of("switchApiVersion")
def _switch(context: Context, call: Call) -> Answer:
    if call.body["apiVersion"] not in ("V1", "V2"):
        raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", "apiVersion is V1 or V2")
    text = f"The API version is {call.body['apiVersion']} now."
    return Answer(body={"message": text})


@PART.of("getIbanRuleList")
def _list_iban_rules(context: Context, call: Call) -> Answer:
    return _rules(context, call, context.world.iban_rules, "ibanRules")


@PART.of("createIbanRules")
def _create_iban_rules(context: Context, call: Call) -> Answer:
    made = [
        rule
        for one in call.body["ibanRules"]
        for rule in _new_rules(context, call, context.world.iban_rules, one, iban=one["iban"])
    ]
    return Answer(status=201, body={"ibanRules": made})


@PART.of("deleteIbanRules")
def _delete_iban_rules(context: Context, call: Call) -> Answer:
    return _delete_rules(context, call, context.world.iban_rules)


@PART.of("getKeywordRuleList")
def _list_keyword_rules(context: Context, call: Call) -> Answer:
    return _rules(context, call, context.world.keyword_rules, "keywordRules")


@PART.of("createKeywordRules")
def _create_keyword_rules(context: Context, call: Call) -> Answer:
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
    return Answer(status=201, body={"keywordRules": made})


@PART.of("deleteKeywordRules")
def _delete_keyword_rules(context: Context, call: Call) -> Answer:
    return _delete_rules(context, call, context.world.keyword_rules)


def _rules(context: Context, call: Call, rules: dict[int, Record], key: str) -> Answer:
    rows, paging = paged(call, ordered(context, call, rules.values(), _RULE_FIELDS))
    return Answer(body={key: rows, "paging": paging})


def _new_rules(
    context: Context, call: Call, rules: dict[int, Record], asked: Record, **fields: Any
) -> list[Record]:
    """
    Make a rule, or two where it is for both directions.
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
    rules.update({rule["id"]: rule for rule in made})
    return made


def _delete_rules(context: Context, call: Call, rules: dict[int, Record]) -> Answer:
    numbers = list(call.body["ids"])
    if not numbers:
        raise refused(context, call, 400, "MISSING_FIELD", "ids is empty")
    unknown = [number for number in numbers if number not in rules]
    if unknown:
        raise unknown_entity(context, call, f"there is no rule {unknown[0]}")
    for number in set(numbers):
        del rules[number]
    return Answer(body={"identifiers": numbers})
