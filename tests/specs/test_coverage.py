from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kontokit_generator.openapi.document import load_document, operations
from tests.support.generator_project import this_repository

INVENTORY = json.loads((Path(__file__).parents[1] / "data" / "operations.json").read_text("utf-8"))


def shape(method: str, path: str) -> str:
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"


@pytest.mark.parametrize("api", sorted(INVENTORY))
def test_every_documented_operation_is_described(api: str) -> None:
    """
    The document holds exactly the operations of the inventory, whatever its server's base path.
    """
    tree: Any = load_document(this_repository().document(api)).tree
    base = re.sub(r"^[a-z]+://[^/]*", "", tree["servers"][0]["url"]).rstrip("/")
    described = {
        shape(operation.method, base + operation.path)
        for operation in operations(tree)
        if not operation.is_webhook
    }
    wanted = {shape(*line.split(" ", 1)) for line in INVENTORY[api]["operations"]}
    assert described == wanted


@pytest.mark.parametrize("api", sorted(INVENTORY))
def test_every_documented_notification_is_described(api: str) -> None:
    """
    The document has a webhook for each kind of notification.
    """
    tree: Any = load_document(this_repository().document(api)).tree
    assert len(tree["webhooks"]) == len(INVENTORY[api]["webhooks"])


@pytest.mark.parametrize("api", this_repository().known_apis())
def test_choices_are_written_down(api: str) -> None:
    """
    Beside each document stands where it comes from and what was chosen.
    """
    sources = this_repository().document(api).with_name("SOURCES.md").read_text("utf-8")
    assert "Contradictions and" in sources


@pytest.mark.parametrize("api", this_repository().known_apis())
def test_no_number_of_a_package_is_a_float_unless_allowed(api: str) -> None:
    """
    A float stands in a package only where the overlay says so with a reason, but for timeouts.
    """
    allowed = this_repository().overlay(api).read_text("utf-8").count("x-kontokit-float")
    sources = (this_repository().output / api / "src").rglob("*.py")
    texts = [path.read_text("utf-8").replace("timeout: float |", "") for path in sources]
    found = sum(len(re.findall(r"(?<!\.)\bfloat\b", text)) for text in texts)
    assert found <= allowed
