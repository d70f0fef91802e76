"""
IBANs in bodies and queries: written without blanks, and checked where a wrong one costs money.
"""

from __future__ import annotations

import logging
from typing import Any

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from kontokit import ArgumentError, Model
from kontokit.operations import Operation, Parameter
from kontokit.serialization import CounterpartyIban, Iban, IbanOrText
from kontokit.serialization.iban_fields import checking_ibans
from kontokit.serialization.json_decoder import decode
from kontokit.serialization.json_encoder import to_wire
from kontokit.serialization.request_builder import build_query

GOOD = "DE89370400440532013000"
TYPED = "de89 3704 0044 0532 0130 00"
WRONG = "DE88 3704 0044 0532 0130 00"


class Entry(Model, kw_only=True):
    iban: CounterpartyIban
    note: str | UnsetType = UNSET


class Order(Model, kw_only=True):
    sender: Iban | UnsetType | None = UNSET
    entries: list[Entry]
    bank: IbanOrText | UnsetType = UNSET
    notified: list[Iban] | UnsetType = UNSET


LOOKUP: Operation[Any] = Operation(
    id="lookUp",
    method="GET",
    path="/x",
    retry_class="read",
    parameters=(
        Parameter(name="search", wire="search", place="query", format="iban-or-text"),
        Parameter(name="ibans", wire="ibans", place="query", many=True, format="iban"),
    ),
)


def test_dicts_and_models_lose_blanks_alike_in_lists_too() -> None:
    entries: list[Any] = [Entry(iban=TYPED, note=TYPED), {"iban": TYPED, "note": TYPED}]
    order = {"sender": TYPED, "entries": entries, "bank": TYPED, "notified": [TYPED]}
    wanted = {"iban": GOOD, "note": TYPED}
    assert to_wire(order, Order) == {
        "sender": GOOD,
        "entries": [wanted, wanted],
        "bank": GOOD,
        "notified": [GOOD],
    }
    assert to_wire({"sender": None, "entries": []}, Order) == {"sender": None, "entries": []}


def test_wrong_check_digits_of_the_other_party_are_refused_with_their_place() -> None:
    for second in (Entry(iban=WRONG), {"iban": WRONG}, {"iban": ""}, {"iban": "Sparkasse"}):
        with checking_ibans("pay", allow_invalid=False), pytest.raises(ArgumentError) as caught:
            to_wire({"entries": [{"iban": GOOD}, second]}, Order, "orders")
        assert caught.value.place == "orders.entries[1].iban"
        assert "allow_invalid_iban=True" in str(caught.value)
        assert "0440" not in str(caught.value)


def test_the_option_lets_wrong_check_digits_pass(caplog: pytest.LogCaptureFixture) -> None:
    with checking_ibans("pay", allow_invalid=True):
        sent = to_wire({"sender": WRONG, "entries": [{"iban": WRONG}]}, Order)
    assert sent == {
        "sender": "DE88370400440532013000",
        "entries": [{"iban": "DE88370400440532013000"}],
    }
    assert caplog.records == []


def test_own_accounts_with_wrong_check_digits_are_sent_with_one_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    The warning counts them, and names none.
    """
    order = {"sender": WRONG, "entries": [], "notified": [WRONG, "DE01", "", GOOD]}
    with caplog.at_level(logging.WARNING), checking_ibans("pay", allow_invalid=False):
        to_wire(order, Order)
        to_wire(order, Order)  # a call encodes its body more than once
    (record,) = caplog.records
    assert record.name == "kontokit"
    assert record.getMessage() == (
        "pay is called with wrong check digits of an IBAN (number of IBANs: 2)"
    )


@pytest.mark.parametrize(
    ("given", "sent", "is_doubtful"),
    [
        (TYPED, GOOD, False),
        (WRONG, "DE88370400440532013000", True),
        ("Sparkasse Musterstadt", "Sparkasse Musterstadt", False),
        ("giro 12 konto 34567890", "giro 12 konto 34567890", False),
        ("DE", "DE", False),
        (" two  words ", " two  words ", False),
    ],
)
def test_a_text_to_search_for_changes_only_if_it_is_an_iban(
    given: str, sent: str, is_doubtful: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with checking_ibans("lookUp", allow_invalid=False):
        query = build_query(LOOKUP, {"search": given})
        assert to_wire({"entries": [], "bank": given}, Order)["bank"] == sent
    assert query == f"search={sent.replace(' ', '%20')}"
    assert bool(caplog.records) is is_doubtful


def test_ibans_in_a_query_lose_their_blanks() -> None:
    assert build_query(LOOKUP, {"ibans": [TYPED, GOOD]}) == f"ibans={GOOD}&ibans={GOOD}"
    with pytest.raises(ArgumentError, match="ibans: expected str, got int"):
        build_query(LOOKUP, {"ibans": 4711})


def test_models_that_are_written_are_read_back_as_they_are() -> None:
    """
    Only what is sent is changed: a model keeps what its caller wrote.
    """
    order = decode(msgspec.json.encode({"entries": [{"iban": TYPED}]}), Order)
    assert order.entries[0].iban == TYPED
    assert Order(entries=[Entry(iban=TYPED)]).to_dict() == {"entries": [{"iban": TYPED}]}
