"""
Models redact the secrets that they hold.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kontokit import UNSET, Model, Secret, operations
from kontokit.serialization import Encrypted, UnsetType

PIN = "geheim-4711"


class Login(Model, kw_only=True):
    """
    A model as the generator writes it, with secrets in all places.
    """

    name: str = ""
    pin: Secret | UnsetType | None = UNSET
    tans: list[Secret] | UnsetType = UNSET
    fields: dict[str, Encrypted] | UnsetType = UNSET

    def __post_init__(self) -> None:
        self._hide("pin", "tans", "fields")


def test_models_redact_plain_texts() -> None:
    """
    A text given for a secret is one from the beginning, in lists and dicts too.
    """
    given: dict[str, Any] = {"pin": PIN, "tans": [PIN, Secret(PIN)], "fields": {"a": PIN}}
    login = Login(name="anna", **given)
    assert PIN not in f"{login!r}"
    secret = Secret(PIN)
    assert login == Login(name="anna", pin=secret, tans=[secret] * 2, fields={"a": secret})
    assert given == {"pin": PIN, "tans": [PIN, Secret(PIN)], "fields": {"a": PIN}}


def test_models_redact_nothing_else() -> None:
    """
    What is left out or null stays so, and a wrong value is left to the checks before sending.
    """
    wrong: Any = 4711
    assert Login().pin is UNSET
    assert Login(pin=None).pin is None
    assert Login(pin=wrong).pin == 4711
    assert Login(name=PIN).name == PIN


def test_widened_types_are_the_exact_ones_at_run_time() -> None:
    """
    ``OrText`` and ``OrDigits`` are for type checkers; a field is encoded as its exact type.
    """
    widened: Any = operations
    assert widened.OrText[Secret] is Secret
    assert widened.OrDigits[Decimal] is Decimal
