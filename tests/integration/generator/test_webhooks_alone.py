"""
A document that describes notifications and no call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.support.small_api import build_small, imported

DOCUMENT: Final = """
webhooks:
  booked:
    post:
      operationId: booked
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Booked"}}}
      responses: {"2XX": {description: Taken.}}
components:
  schemas:
    Booked: {type: object, properties: {id: {type: string}, none: {enum: [null]}}}
"""


def test_a_document_of_webhooks_alone_has_its_models_and_their_reader(tmp_path: Path) -> None:
    """
    The client has no group, and the README shows no call.
    """
    source = build_small(tmp_path, DOCUMENT)
    with imported(source) as package:
        found = package.webhooks.parse_notification('{"id": "b1", "none": null}')
        assert (type(found), found.id, found.none) == (package.models.Booked, "b1", None)
    readme = (source.parent / "README.md").read_text("utf-8")
    assert "## Notifications" in readme
    assert "## First call" not in readme
