"""
Overlays: corrections as data, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import resolve
from kontokit_generator.overlay.overlay import Overlay, apply_overlay

FRAME = "overlay: 1.0.0\ninfo: {title: Marks, version: '1'}\nactions:\n"
GET = "$.paths['/accounts/{account-id}'].get"

WriteOverlay = Callable[[str], Overlay]


def apply(
    good: Document, write_overlay: WriteOverlay, *actions: str
) -> tuple[Document, list[Finding]]:
    return apply_overlay(
        good, write_overlay(FRAME + "".join(f"  - {{{one}}}\n" for one in actions))
    )


def test_an_update_is_merged_by_key(good: Document, write_overlay: WriteOverlay) -> None:
    """
    An update adds and replaces keys, and the document that went in stays as it was.
    """
    merged, findings = apply(
        good,
        write_overlay,
        f'target: "{GET}", description: Reads., update: {{x-kontokit-retry: read}}',
    )
    operation = resolve(merged.tree, "#/paths/~1accounts~1{account-id}/get")
    assert findings == []
    assert operation["x-kontokit-retry"] == "read"
    assert operation["operationId"] == "getAccount"
    assert "x-kontokit-retry" not in resolve(good.tree, "#/paths/~1accounts~1{account-id}/get")


def test_an_update_of_the_root_is_merged(good: Document, write_overlay: WriteOverlay) -> None:
    """
    The whole document can be given further keys.
    """
    merged, findings = apply(
        good,
        write_overlay,
        "target: $, description: Named., update: {x-kontokit-client: {name: Tiny}}",
    )
    assert findings == []
    assert merged.tree["x-kontokit-client"] == {"name": "Tiny"}


def test_an_update_of_a_list_is_appended(good: Document, write_overlay: WriteOverlay) -> None:
    """
    A list grows by what an update says.
    """
    merged, _ = apply(
        good, write_overlay, "target: $.tags, description: More., update: {name: Loans}"
    )
    assert [tag["name"] for tag in merged.tree["tags"]] == ["Accounts", "Loans"]


def test_a_removal_takes_every_match_out(good: Document, write_overlay: WriteOverlay) -> None:
    """
    A target that matches several things removes all of them.
    """
    merged, findings = apply(
        good,
        write_overlay,
        "target: '$.components.schemas.*.properties.code', description: Gone., remove: true",
    )
    assert findings == []
    assert resolve(merged.tree, "#/components/schemas/Problem/properties") == {}


@pytest.mark.parametrize(
    ("action", "place", "message"),
    [
        (
            "target: $.missing, description: Why., update: {a: 1}",
            "#/actions/0/target",
            "the target $.missing matches nothing",
        ),
        ("target: $.info, update: {a: 1}", "#/actions/0", "the action has no reason"),
        ("description: Why., update: {a: 1}", "#/actions/0", "the action has no target"),
        (
            "target: $.info, description: Why., update: {x-kontokit-rety: read}",
            "#/actions/0/update/x-kontokit-rety",
            "unknown key 'x-kontokit-rety'",
        ),
        (
            "target: '$.paths[', description: Why., update: {a: 1}",
            "#/actions/0/target",
            "the target is no JSONPath of RFC 9535",
        ),
        (
            "target: $.info.title, description: Why., update: {a: 1}",
            "#/actions/0",
            "the target is a value that an overlay cannot change as a whole",
        ),
        (
            "target: $, description: Why., remove: true",
            "#/actions/0",
            "the target is a value that an overlay cannot change as a whole",
        ),
        (
            "target: $.info, description: Why., update: {title: Tiny bank}",
            "#/actions/0",
            "the update changes nothing",
        ),
        (
            "target: $.info, description: Why.",
            "#/actions/0",
            "the action must either update or remove",
        ),
        (
            "target: $.info, description: Why., updates: {a: 1}, remove: true",
            "#/actions/0/updates",
            "unknown key 'updates' in an action",
        ),
    ],
)
def test_an_action_that_misses_is_an_error(
    good: Document, write_overlay: WriteOverlay, action: str, place: str, message: str
) -> None:
    """
    An action that cannot be carried out as it was meant is an error with its place.
    """
    _, findings = apply(good, write_overlay, action)
    (finding,) = findings
    assert (finding.level, finding.file, finding.place) == ("error", "overlay.yaml", place)
    assert finding.message.startswith(message)
    assert finding.line == 4


def test_a_misspelled_mark_is_recognised(good: Document, write_overlay: WriteOverlay) -> None:
    """
    The fix for an unknown mark names the one that was meant.
    """
    _, findings = apply(
        good, write_overlay, "target: $.info, description: Why., update: {x-kontokit-rety: read}"
    )
    assert findings[0].fix == "write x-kontokit-retry"


def test_what_an_overlay_added_is_found_in_the_overlay(
    good: Document, write_overlay: WriteOverlay
) -> None:
    """
    A finding about a mark points to the line of the overlay that wrote it.
    """
    merged, _ = apply(
        good, write_overlay, "target: $.info, description: Why., update: {x-kontokit-retry: read}"
    )
    finding = merged.finding("#/info/x-kontokit-retry", "It is wrong", "mend it")
    assert (finding.file, finding.line) == ("overlay.yaml", 4)
    assert merged.finding("#/info/title", "It is wrong", "mend it").file == "openapi.yaml"


def test_one_bad_action_does_not_hide_another(good: Document, write_overlay: WriteOverlay) -> None:
    """
    All actions that miss are reported together, and the good ones are carried out.
    """
    merged, findings = apply(
        good,
        write_overlay,
        "target: $.missing, description: Why., update: {a: 1}",
        "target: $.info, description: Good., update: {x-a: 1}",
        "target: $.info, update: {a: 1}",
    )
    assert [finding.place for finding in findings] == ["#/actions/0/target", "#/actions/2"]
    assert merged.tree["info"]["x-a"] == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "overlay: 2.0.0\ninfo: {title: T, version: '1'}\nactions: [{target: $}]",
            "no Overlay 1.0.0",
        ),
        ("overlay: 1.0.0\ninfo: {title: T}\nactions: [{target: $}]", "title or version is missing"),
        ("overlay: 1.0.0\ninfo: {title: T, version: '1'}\n", "there is no action"),
        (FRAME + "  - {target: $}\naction: []\n", "unknown key 'action'"),
    ],
)
def test_a_file_that_is_no_overlay_is_refused(
    write_overlay: WriteOverlay, text: str, message: str
) -> None:
    """
    The frame of an overlay is checked before any action.
    """
    with pytest.raises(FindingsError, match=message):
        write_overlay(text)
