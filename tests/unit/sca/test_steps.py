"""
Steps as values: what each is, and what a page gets of it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from kontokit.challenges.flicker import FlickerCode
from kontokit.challenges.image import ChallengeDocument, ChallengeImage
from kontokit.sca import steps
from kontokit.sca.steps import Challenge, Choice, Step
from tests.support.flicker_vectors import CHALLENGES
from tests.support.flow_states import AT

SCHEMA: Final[dict[str, Any]] = json.loads(
    Path(__file__).parents[3].joinpath("docs/sca-step.schema.json").read_text("utf-8")
)
LATER: Final = AT + timedelta(seconds=90, milliseconds=500)
CHOICES: Final = (
    Choice(id="1", name="App", needs_answer=False),
    Choice(id="2", name="<b>SMS</b>\x1b[1m", hint="Handy", since=AT, until=LATER),
)
URL: Final = "https://bank.example/login?once=1"
WAITING: Final[dict[str, Any]] = {"ends": LATER, "not_before": AT}
STEPS: Final[tuple[Step, ...]] = (
    steps.ChooseMethod(methods=CHOICES, text="Bitte wählen", bank="Testbank", **WAITING),
    steps.ChooseMedium(media=CHOICES, **WAITING),
    Challenge(raw="TAN?", label="TAN", method="mTAN", medium="Handy", **WAITING),
    steps.Redirect(url=URL, page="bank", **WAITING),
    steps.Redirect(url=None, page="form"),
    steps.Decoupled(text="Bitte bestätigen", polls_left=3, method="pushTAN", **WAITING),
    steps.Working(),
    steps.Finished(text="Ausgeführt"),
    steps.Failed(reason="locked", code="BA1010", text="Gesperrt", can_restart=True),
    steps.Cancelled(by="user"),
    steps.Expired(what="polls"),
    steps.Unknown(step="answer", seen="open", text="Systemfehler", **WAITING),
    steps.PayeeCheck(result="close_match", suggested_name="Erika Muster", **WAITING),
    steps.Unsupported(text="Passkey?", code="PASSKEY", relations=("register",), **WAITING),
)
KINDS: Final = {
    steps.ChooseMethod: "choose_method",
    steps.ChooseMedium: "choose_medium",
    Challenge: "challenge",
    steps.Redirect: "redirect",
    steps.Decoupled: "decoupled",
    steps.Working: "working",
    steps.Finished: "finished",
    steps.Failed: "failed",
    steps.Cancelled: "cancelled",
    steps.Expired: "expired",
    steps.Unknown: "unknown",
    steps.PayeeCheck: "payee_check",
    steps.Unsupported: "unsupported",
}


def picture() -> ChallengeImage:
    out = BytesIO()
    Image.new("L", (4, 4)).save(out, "PNG")
    return ChallengeImage.parse(out.getvalue())


PDF: Final = ChallengeDocument.parse(b"%PDF-1.7\n")
FLICKER: Final = FlickerCode.parse(CHALLENGES["V1"])


def checked(step: Step, **options: Any) -> dict[str, Any]:
    """
    A step as JSON that fits the documented schema and survives JSON.
    """
    found = step.to_dict(**options)
    assert json.loads(json.dumps(found)) == found
    validator: Any = Draft202012Validator(SCHEMA)
    validator.validate(found)
    return found


def test_every_step_has_a_kind_of_its_own() -> None:
    """
    Programs that cannot match on types decide by a literal text.
    """
    named = {kind: name for kind, name in KINDS.items() if kind in get_args(Step)}
    assert {type(one): one.kind for one in STEPS} == named
    assert len(set(named.values())) == len(named)


def test_every_step_is_json_for_a_page() -> None:
    """
    Each step fits the documented schema, which has one entry for each kind.
    """
    found = [checked(one)["kind"] for one in STEPS]
    assert set(found) == set(KINDS.values())
    assert set(found) == set(SCHEMA["$defs"]) - {"time", "choice", "flicker"}


def test_step_says_which_command_comes_next() -> None:
    """
    The command is a method of the flow; an end has none.
    """
    found = {(one.kind, one.command) for one in STEPS}
    assert found == {
        ("choose_method", "choose"),
        ("choose_medium", "choose"),
        ("challenge", "answer"),
        ("redirect", "handle_return"),
        ("redirect", "wait"),
        ("decoupled", "wait"),
        ("working", "wait"),
        ("unknown", "reconcile"),
        ("payee_check", "confirm"),
        ("unsupported", "refresh"),
        ("finished", None),
        ("failed", None),
        ("cancelled", None),
        ("expired", None),
    }


def test_seconds_are_counted_from_the_time_given() -> None:
    """
    Whole seconds until the step ends and until a request may be sent; never below zero.
    """
    step = Challenge(raw="TAN?", ends=LATER, not_before=AT + timedelta(seconds=30))
    found = checked(step, now=AT)
    assert (found["seconds_left"], found["seconds_to_wait"]) == (90, 30)
    found = checked(step, now=AT + timedelta(days=1))
    assert (found["seconds_left"], found["seconds_to_wait"]) == (0, 0)
    assert checked(Challenge(raw="TAN?"))["seconds_left"] is None


def test_challenge_is_shown_without_anything_unsafe() -> None:
    """
    Text and HTML are sanitised; bytes and texts as the bank sent them are left out.
    """
    raw = "An <Max Muster>\n<script>alert(1)</script><b onclick=x>TAN</b>?\x1b[31m"
    step = Challenge(raw=raw, label="TAN\x07", optical=b"unchecked", image=picture(), document=PDF)
    found = checked(step)
    assert found["text"] == "An <Max Muster>\nTAN?"
    assert found["html"] == "An &lt;Max Muster&gt;<b><br>TAN</b>?"
    assert found["label"] == "TAN"
    assert b64decode(found["image"].partition(",")[2]).startswith(b"\x89PNG")
    assert b64decode(found["document"].partition(",")[2]) == PDF.content
    assert not {"raw", "optical"} & set(found)
    assert "script" not in json.dumps(found)
    assert "unchecked" not in json.dumps(found)


def test_flicker_code_is_shown_as_frames_and_for_manual_entry() -> None:
    """
    A page that cannot blink shows the start code and the elements.
    """
    found = checked(Challenge(raw="", flicker=FLICKER))["flicker"]
    assert [tuple(frame) for frame in found["frames"]] == list(FLICKER.frames())
    assert (found["start_code"], found["elements"][0]) == ("1049063", "9876543210")
    assert found["manual"]["de"] == FLICKER.manual_instructions("de")


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({}, "text"),
        ({"image": picture()}, "photo"),
        ({"image": picture(), "method": "chipTAN-QR"}, "qr"),
        ({"image": picture(), "raw": "Scannen Sie den QR-Code."}, "qr"),
        ({"image": picture(), "medium": "Marquardt"}, "photo"),
        ({"flicker": FLICKER, "image": picture()}, "flicker"),
        ({"document": PDF}, "pdf"),
        ({"document": PDF, "image": picture()}, "photo"),
        ({"optical": b"0248"}, "text"),
    ],
)
def test_challenge_says_what_it_shows(parts: dict[str, Any], shown: str) -> None:
    """
    What was parsed decides, not the name of the field that it came in.
    """
    given: dict[str, Any] = {"raw": "Bitte TAN", **parts}
    step = Challenge(**given)
    assert step.format == shown
    assert checked(step)["format"] == shown


def test_page_of_a_redirect_is_shown_but_not_printed() -> None:
    """
    The browser needs the URL; logs must not have it.
    """
    step = steps.Redirect(url=URL, page="bank")
    assert checked(step)["url"] == URL
    assert URL not in repr(step)


def test_choices_are_shown_with_sanitised_names() -> None:
    """
    Name and hint are printable, and a choice says if nothing has to be typed later.
    """
    first, second = checked(steps.ChooseMethod(methods=CHOICES))["methods"]
    assert (first["needs_answer"], second["needs_answer"]) == (False, None)
    assert (second["name"], second["until"]) == ("<b>SMS</b>", LATER.isoformat())
