"""
Addresses that are sent, such as those of callbacks, as people paste them.
"""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET, UnsetType

from kontokit import ArgumentError, Model
from kontokit.operations import Operation, Parameter
from kontokit.serialization import WebAddress
from kontokit.serialization.json_encoder import to_wire
from kontokit.serialization.request_builder import build_query

URL = "https://app.example.invalid/back?order=4711"


class Hook(Model, kw_only=True):
    url: WebAddress | UnsetType = UNSET


START: Operation[Any] = Operation(
    id="start",
    method="POST",
    path="/x",
    retry_class="create",
    parameters=(Parameter(name="back", wire="back", place="query", format="uri"),),
)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (URL, URL),
        (f" {URL}\r\n", URL),
        ("http://127.0.0.1:8000/back", "http://127.0.0.1:8000/back"),
        ("https://[::1]", "https://[::1]"),
        ("https://example.invalid/a_(b)", "https://example.invalid/a_(b)"),
        ("com.example.app:/oauth", "com.example.app:/oauth"),
        ("myapp://back", "myapp://back"),
        ("", ""),
    ],
)
def test_blanks_around_an_address_are_removed(given: str, sent: str) -> None:
    """
    Apps have schemes of their own, and an empty text removes an address at some providers.
    """
    assert to_wire(Hook(url=given), Hook) == {"url": sent}
    assert to_wire({"url": given}, Hook) == {"url": sent}


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (f'"{URL}"', "it stands in quotes; pass the address alone"),
        (f"'{URL}'", "it stands in quotes"),
        (f'"{URL}', "it stands in quotes"),
        (f'{URL}"', "it stands in quotes"),
        (f"<{URL}>", "it stands in quotes"),
        (f"„{URL}“", "it stands in quotes"),
        (f"{URL}“", "it stands in quotes"),
        (f"{URL}”", "it stands in quotes"),
        ("https://app.example.invalid/a b", "there is a blank or a line end inside"),
        ("https://app.example.invalid/\nX-A: 1", "there is a blank or a line end inside"),
        ("app.example.invalid/back", "it has no scheme; begin it with https://"),
        ("//app.example.invalid/back", "it has no scheme"),
        ("localhost:8000/back", "it has no scheme"),
        ("/back", "it has no scheme"),
        ("javascript:alert(1)", "it has no scheme"),
        ("https:/", "it holds characters that no address has"),
        ("https://app.example.invalid\\back", "it holds characters that no address has"),
        (4711, "expected str, got int"),
    ],
)
def test_what_is_no_address_is_refused_with_a_hint(given: Any, hint: str) -> None:
    """
    The message does not repeat it: an address may hold a state that is secret.
    """
    for refuse in (
        lambda: to_wire({"url": given}, Hook),
        lambda: build_query(START, {"back": given}),
    ):
        with pytest.raises(ArgumentError) as caught:
            refuse()
        assert hint in str(caught.value)
        assert "example.invalid" not in str(caught.value)
    assert caught.value.place == "back"


def test_an_address_in_a_query_loses_its_blanks() -> None:
    query = build_query(START, {"back": f"{URL}\n"})
    assert query == "back=https%3A%2F%2Fapp.example.invalid%2Fback%3Forder%3D4711"
