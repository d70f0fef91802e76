from __future__ import annotations

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.plan.notifications import (
    notification_models,
    notification_tag,
    plan_notifications,
)
from tests.unit.generator.conftest import Make

DOCUMENT = """
x-kontokit-client: {{name: Tiny}}
webhooks:
  changed:
    post:
      requestBody: {{content: {{application/json: {{schema: {}}}}}}}
components:
  schemas:
    Change: {{type: object, properties: {{a: {{type: string}}}}}}
"""


def document(make: Make, schema: str) -> Document:
    return make(DOCUMENT.format(schema))


def test_a_webhook_without_a_model_is_refused_by_its_place(make_document: Make) -> None:
    found = document(make_document, "{type: integer}")
    assert notification_models(found) == []
    with pytest.raises(FindingsError) as caught:
        list(plan_notifications(found))
    (finding,) = caught.value.findings
    assert finding.place == "#/webhooks/changed/post/requestBody"


def test_a_webhook_is_named_by_its_model(make_document: Make) -> None:
    found = document(make_document, '{$ref: "#/components/schemas/Change"}')
    assert notification_models(found) == ["Change"]
    assert [(one.type, one.tags) for one in plan_notifications(found)] == [("Change", ["changed"])]


@pytest.mark.parametrize(
    ("webhook", "models"),
    [
        ('put: {{requestBody: {{content: {{a/json: {{schema: {{$ref: "{}"}}}}}}}}}}', ["Change"]),
        ("post: {{requestBody: {{content: {{application/json: {{}}}}}}}}", []),
        ("post: {{}}", []),
        ("", []),
    ],
)
def test_webhooks_have_any_method_and_perhaps_no_body(
    make_document: Make, webhook: str, models: list[str]
) -> None:
    written = DOCUMENT.format("{}").partition("    post:")[0].removesuffix("\n")
    tail = "components" + DOCUMENT.format("{}").partition("components")[2]
    found = make_document(f"{written} {{{webhook.format('#/components/schemas/Change')}}}\n{tail}")
    assert notification_models(found) == models


@pytest.mark.parametrize(
    ("client", "first", "second", "tag"),
    [
        ("name: Tiny", "kind: {const: a}", "kind: {const: b}", "kind"),
        ("name: Tiny", "kind: {const: a}", "kind: {const: a}", None),
        ("name: Tiny", "kind: {const: a}", "kind: {type: string}", None),
        ("name: Tiny", "kind: {const: a}", "other: {const: b}", None),
        ("name: Tiny, notification_tag: of", "kind: {const: a}", "kind: {const: b}", "of"),
    ],
)
def test_notifications_are_told_apart_by_their_constants(
    make_document: Make, client: str, first: str, second: str, tag: str | None
) -> None:
    """
    If every one requires the property and none has the value of another one.
    """
    schema = "{{type: object, required: [kind], properties: {{{}}}}}"
    content = 'application/json: {{schema: {{$ref: "#/components/schemas/{}"}}}}'
    posts = [
        f"{name}: {{post: {{requestBody: {{content: {{{content.format(name)}}}}}}}}}"
        for name in ("First", "Second")
    ]
    found = make_document(
        f"x-kontokit-client: {{{client}}}\nwebhooks: {{{', '.join(posts)}}}\ncomponents: {{schemas:"
        f" {{First: {schema.format(first)}, Second: {schema.format(second)}}}}}\n"
    )
    assert notification_tag(found) == tag
