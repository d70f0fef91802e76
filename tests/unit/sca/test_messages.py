from __future__ import annotations

import string
from typing import Any, get_args

import attrs
import pytest

from kontokit import ArgumentError
from kontokit.sca import Failed, Reason, Step
from kontokit.sca.messages import ENGLISH, GERMAN, Kind, PageMessages, messages_in

ALIKE = {"tan", "bank"}
"""What is the same in both languages."""


def blanks(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def pairs(german: Any, english: Any) -> list[tuple[str, str, str]]:
    """
    Each text in both languages, by its name.
    """
    found: list[tuple[str, str, str]] = []
    for field in attrs.fields(type(german)):
        one, other = getattr(german, field.name), getattr(english, field.name)
        if isinstance(one, PageMessages):
            found += pairs(one, other)
        elif isinstance(one, str):
            found.append((field.name, one, other))
        else:
            found += [(f"{field.name}.{name}", text, other[name]) for name, text in one.items()]
    return found


def test_both_languages_say_everything() -> None:
    """
    Each sentence is there in both languages, with the same blanks to fill in.
    """
    for name, german, english in pairs(GERMAN, ENGLISH):
        assert german.strip(), name
        assert english.strip(), name
        assert blanks(german) == blanks(english), name
        assert german != english or name in ALIKE, name


@pytest.mark.parametrize("messages", [GERMAN, ENGLISH])
def test_every_step_and_every_reason_has_a_text(messages: Any) -> None:
    """
    A new step or reason cannot be forgotten.
    """
    assert {kind.kind for kind in get_args(Step)} <= set(get_args(Kind)) == set(messages.steps)
    assert set(messages.reasons) == set(get_args(Reason))
    reasons = dict(messages.reasons)
    del reasons["locked"]
    with pytest.raises(ValueError, match="a text for each"):
        attrs.evolve(messages, reasons=reasons)


def test_a_failure_is_told_in_the_words_of_the_bank_if_there_are_any() -> None:
    """
    Otherwise the reason counts, and the code of the bank is beside it.
    """
    assert GERMAN.failure(Failed(reason="locked", text="Gesperrt.")) == "Gesperrt."
    assert ENGLISH.failure(Failed(reason="no_method")).startswith("The bank has no method")
    assert ENGLISH.failure(Failed(reason="bank_said_no", code="9050")).endswith("refused. (9050)")


def test_other_languages_are_refused() -> None:
    """
    There is no silent default.
    """
    assert messages_in("de") is GERMAN
    with pytest.raises(ArgumentError, match="de and en"):
        messages_in("fr")
