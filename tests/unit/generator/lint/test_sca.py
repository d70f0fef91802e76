"""
The rules about SCA: each accepts a good document and refuses a spoiled one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kontokit_generator.lint import lint_merged, rules, sca, sca_fields, sca_payee
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import errors_in, render_findings
from kontokit_generator.openapi.json_tree import copy_tree, walk
from kontokit_generator.overlay.overlay import Overlay, apply_overlay
from kontokit_generator.overlay.sca_extension import KEY
from tests.support.sca_document import OPENAPI, OVERLAY

MARK = f"#/{KEY}"
LOOKUP = f"{MARK}/repeat/status_queries/payBill"
FORM = f"{MARK}/forms/openForm"
PAY = "#/paths/~1bills~1pay/post"
GONE = object()

Put = Callable[[Any, str, Any], None]


@pytest.fixture
def merged(
    write_document: Callable[[str], Document], write_overlay: Callable[[str], Overlay]
) -> Document:
    """
    A document with everything that an overlay can say of SCA.
    """
    document, findings = apply_overlay(write_document(OPENAPI), write_overlay(OVERLAY))
    assert findings == []
    return document


def spoil(document: Document, changes: Mapping[str, Any], put: Put) -> Document:
    tree = copy_tree(document.tree)
    for place, value in changes.items():
        put(tree, place, value)
    return document.with_tree(tree)


SPOILED: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{MARK}/repeat/statuses/WORD": "tan"},
        f"{MARK}/repeat/statuses/WORD",
        "it cannot be 'tan'",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{MARK}/relations/methods/0/id": GONE},
        f"{MARK}/relations/methods/0",
        "'id' is missing",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{FORM}/polling": 2},
        f"{FORM}/polling",
        "'polling' is unknown here",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{FORM}/seconds": 0},
        f"{FORM}/seconds",
        "it cannot be 0",
    ),
    (
        "the_mechanisms_of_sca_name_operations_that_exist",
        {f"{LOOKUP}/operation": "listBill"},
        f"{LOOKUP}/operation",
        "there is no operation listBill",
    ),
    (
        "the_mechanisms_of_sca_name_operations_that_exist",
        {f"{MARK}/relations/status_operations/addAccess": "getAccess"},
        f"{MARK}/relations/status_operations/addAccess",
        "there is no operation addAccess",
    ),
    (
        "every_operation_with_sca_is_explained",
        {f"{MARK}/repeat": GONE},
        f"{PAY}/x-kontokit-sca",
        "payBill asks by repeat, which x-kontokit-sca-config does not explain",
    ),
    (
        "every_operation_with_sca_is_explained",
        {f"{MARK}": {}, f"{MARK}/forms": {}},
        "#/paths/~1forms/post/x-kontokit-sca",
        "openForm asks by webform",
    ),
    (
        "entries_for_an_operation_match_its_sca",
        {"#/paths/~1forms/post/x-kontokit-sca": GONE},
        FORM,
        "openForm does not ask by webform",
    ),
    (
        "every_argument_of_sca_is_a_parameter",
        {f"{LOOKUP}/argument": "bill_id"},
        f"{LOOKUP}/argument",
        "listBills has no parameter bill_id",
    ),
    (
        "every_argument_of_sca_is_a_parameter",
        {f"{FORM}/cancel": "getAccess"},
        f"{FORM}/argument",
        "getAccess has no parameter form-id",
    ),
    (
        "the_callback_of_relations_is_a_parameter",
        {f"{MARK}/relations/callback": "callback"},
        f"{MARK}/relations/callback",
        "no operation with relations has a parameter callback",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/relation_kinds/wait": "decoupled"},
        f"{MARK}/relations/relation_kinds/wait",
        "wait is not in x-kontokit-relations",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/cancel": "end"},
        f"{MARK}/relations/cancel",
        "end is not in x-kontokit-relations",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/document": "paper"},
        f"{MARK}/relations/document",
        "paper is not in x-kontokit-relations",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/fields/answer": "tan"},
        f"{MARK}/relations/fields/answer",
        "the body of answerAccess has no property tan",
    ),
    (
        "a_repeated_call_takes_the_answer",
        {f"{MARK}/repeat/field": "steps"},
        f"{MARK}/repeat/field",
        "the body of payBill has no property steps",
    ),
    (
        "a_repeated_call_takes_the_answer",
        {f"{MARK}/repeat/confirmed": "done"},
        f"{MARK}/repeat/confirmed",
        "step of payBill has no property done",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/return_url": "back"},
        f"{MARK}/repeat/return_url",
        "no repeated call has a property back in its body",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/bank/-": "bank"},
        f"{MARK}/repeat/bank/1",
        "no repeated call has a property bank in its body",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/login": "secrets"},
        f"{MARK}/repeat/login",
        "no repeated call has a property secrets in its body",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/access": ["account"]},
        f"{MARK}/repeat/access/0",
        "no repeated call has a property account in its body",
    ),
    (
        "codes_of_wrong_credentials_are_refusals",
        {f"{MARK}/repeat/wrong_login": ["WRONG_PIN"]},
        f"{MARK}/repeat/wrong_login/0",
        "WRONG_PIN is not among the codes that refuse the call",
    ),
    (
        "what_is_looked_up_is_in_the_lost_call",
        {f"{LOOKUP}/value": "bill"},
        f"{LOOKUP}/value",
        "the body of payBill has no property bill",
    ),
    (
        "the_challenge_stands_in_an_error",
        {"#/components/schemas/Problem/x-kontokit-error/challenge": GONE},
        f"{MARK}/repeat",
        "no error says where its challenge stands",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/offer/id": "number"},
        f"{MARK}/repeat/offer/id",
        "ways[].number is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/shown/pictures/0": "photo"},
        f"{MARK}/repeat/shown/pictures/0",
        "photo is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/offer/implicit": "silent"},
        f"{MARK}/repeat/offer/implicit",
        "ways[].silent is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/bank_name": "branch"},
        f"{MARK}/repeat/bank_name",
        "branch is no property of the error around the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{LOOKUP}/message": "words"},
        f"{LOOKUP}/message",
        "bills[].words is no property of the response of listBills",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{LOOKUP}/items": "rows"},
        f"{LOOKUP}/items",
        "rows is no property of the response of listBills",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{FORM}/ends": "until"},
        f"{FORM}/ends",
        "form.until is no property of the response of getForm",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/relations/shown/text": "words"},
        f"{MARK}/relations/shown/text",
        "asks.shown.words is no property of any answer with relations",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/repeat/statuses/WORD": GONE},
        f"{MARK}/repeat/statuses",
        "nothing says what the status WORD means",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{LOOKUP}/statuses/CLOSED": "done"},
        f"{LOOKUP}/statuses",
        "there is no status CLOSED",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{FORM}/form_statuses/DONE": GONE},
        f"{FORM}/form_statuses",
        "nothing says what the status DONE means",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/relations/asking": []},
        f"{MARK}/relations",
        "nothing says what the status ASKS means",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/payee/suggested_name": "payee.name"},
        f"{MARK}/repeat/payee/suggested_name",
        "payee.name is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/relations/payee/text": "words"},
        f"{MARK}/relations/payee/text",
        "words is no property of any answer with relations",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/repeat/payee/results/NEAR": GONE},
        f"{MARK}/repeat/payee/results",
        "nothing says what the status NEAR means",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/relations/payee/results/WRONG": "no_match"},
        f"{MARK}/relations/payee/results",
        "there is no status WRONG",
    ),
    (
        "a_payee_is_asked_for_where_it_is_explained",
        {f"{MARK}/repeat/payee": GONE},
        f"{MARK}/repeat/statuses",
        "nothing says where the result is",
    ),
    (
        "a_payee_is_asked_for_where_it_is_explained",
        {f"{MARK}/relations/relation_kinds/check": GONE},
        f"{MARK}/relations/payee",
        "nothing in relation_kinds asks for a payee",
    ),
    (
        "the_confirmation_of_a_payee_is_in_the_answer",
        {f"{MARK}/repeat/payee/confirmed": "seen"},
        f"{MARK}/repeat/payee/confirmed",
        "step of payBill has no property seen",
    ),
    (
        "the_confirmation_of_a_payee_is_in_the_answer",
        {f"{MARK}/relations/payee/confirmed_name": "name"},
        f"{MARK}/relations/payee/confirmed_name",
        "the body of confirmPayee has no property name",
    ),
    (
        "the_name_of_a_payee_is_in_a_call",
        {f"{MARK}/repeat/payee/order_name": "payee.name"},
        f"{MARK}/repeat/payee/order_name",
        "no call with repeat has payee.name in its body",
    ),
    (
        "every_code_of_sca_looks_like_one",
        {f"{MARK}/repeat/codes/wrong word": {"before": "refused", "source": "a page"}},
        f"{MARK}/repeat/codes/wrong word",
        "'wrong word' is no code",
    ),
    (
        "every_code_of_sca_looks_like_one",
        {f"{MARK}/relations/codes/n1": {"before": "done", "source": "a page"}},
        f"{MARK}/relations/codes/n1",
        "'n1' is no code",
    ),
]


def test_every_rule_about_sca_has_a_spoiled_document() -> None:
    """
    No rule goes untested.
    """
    modules = (sca.__name__, sca_fields.__name__, sca_payee.__name__)
    known = {one.name for one in rules("merged") if one.check.__module__ in modules}
    assert {name for name, *_ in SPOILED} == known


def test_what_is_said_of_sca_can_be_right(merged: Document) -> None:
    """
    A document whose overlay explains its SCA has no findings.
    """
    assert render_findings(lint_merged(merged)) == ""


@pytest.mark.parametrize(
    ("rule", "changes", "place", "message"), SPOILED, ids=lambda part: str(part)[:40]
)
def test_a_rule_refuses_what_is_wrong_of_sca(
    merged: Document, put_into: Put, rule: str, changes: dict[str, Any], place: str, message: str
) -> None:
    """
    A rule tells what is wrong, where, and how to mend it.
    """
    check = next(one.check for one in rules("merged") if one.name == rule)
    findings = list(check(spoil(merged, changes, put_into)))
    found = [one for one in findings if one.place == place and message in one.message]
    assert found, render_findings(findings)
    assert all(finding.fix for finding in findings)


def test_the_whole_is_a_map_of_mechanisms(merged: Document, put_into: Put) -> None:
    """
    Nothing else than the three mechanisms stands at the key.
    """
    spoiled = spoil(merged, {f"{MARK}/redirect": {}}, put_into)
    (found,) = (one for one in errors_in(lint_merged(spoiled)) if one.place == MARK)
    assert found.fix == "write a map out of repeat, relations, forms"


def test_nothing_that_is_said_of_sca_breaks_a_rule(merged: Document, put_into: Put) -> None:
    """
    Whatever stands at whatever place, linting it gives findings.
    """
    places = [place for place, _ in walk(merged.tree) if KEY in place]
    values: list[Any] = [None, [], {}, 7, "x", [None], {"a": 1}, [[1]], [{}], True, {"a": {}}]
    own = [one for one in rules("merged") if one.check.__module__.startswith(sca.__name__)]
    for place, value in itertools.product(places, values):
        spoiled = spoil(merged, {place: value}, put_into)
        for one in own:
            list(one.check(spoiled))
