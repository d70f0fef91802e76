"""
Keys: the vectors K1 to K9, literal, and what holds for every set of transactions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontokit_banking.keys import (
    account_key,
    distinct,
    fold,
    key_of,
    numbered,
    of_connection,
    transaction_key,
)
from tests.support.banking_values import account, transaction

ACCOUNT = "iban:DE89370400440532013000"
DAY = date(2024, 5, 16)
OTHER = "DE75512108001245126199"


def key(amount: str, day: date = DAY, **more: Any) -> str:
    return transaction_key(ACCOUNT, day, Decimal(amount), "EUR", **more)


K3: dict[str, Any] = {"text": "Rechnung Büromöbel", "other_side": OTHER}
VECTORS = {
    "K1": (key("-29.90", end_to_end_id="E2E-2024-0516-01"), "t1-303b61edeec3e0b539fb22dc3c5a708f"),
    "K2": (
        key("-29.9", end_to_end_id="E2E-2024-0516-01", text="other wording"),
        "t1-303b61edeec3e0b539fb22dc3c5a708f",
    ),
    "K3": (key("-29.90", **K3), "t1-8755dce7ec6fac397357400a372c832e"),
    "K4": (
        key("-29.90", text="RECHNUNG BUEROMOE\nBEL", other_side="DE75 5121 0800 1245 1261 99"),
        "t1-8755dce7ec6fac397357400a372c832e",
    ),
    "K5": (key("-29.90", date(2024, 5, 17), **K3), "t1-b39d55b43836ba3b6d22bb53dce70381"),
    "K6": (key("29.90", **K3), "t1-f9f38b72f21f35ad574e611469ff1267"),
    "K7": (key("-100"), "t1-0a348d2819eb9d83e66f6028ea930881"),
    "K8": (key("-29.90", number=1, **K3), "t1-d459759256b9b1190d6dfbdf8b7df1a9"),
    "K9": (key("-29.90", pending=True, **K3), "p1-8755dce7ec6fac397357400a372c832e"),
}


@pytest.mark.parametrize("name", VECTORS)
def test_the_vectors(name: str) -> None:
    """
    A key that changes makes every user import everything again.
    """
    made, wanted = VECTORS[name]
    assert made == wanted


def test_a_key_is_made_of_the_fields_of_a_transaction() -> None:
    """
    K3 as a transaction: neither its id nor its value date counts.
    """
    made = transaction(amount="-29.90", text="Rechnung Büromöbel", iban=OTHER, id="7", day=DAY)
    assert made.key == VECTORS["K3"][1]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café Fräulein Ü.", "cafefraeuleinue"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("a\u0308", "ae"),
        ("№ 5 ﬁ", "No5fi"),
        ("\ud800", ""),
        (None, ""),
    ],
)
def test_folded_texts(text: str | None, folded: str) -> None:
    """
    Umlauts, case, blanks and signs do not count.
    """
    assert fold(text) == folded


@given(st.text())
def test_every_text_is_folded_as_documented(text: str) -> None:
    """
    The steps of the documentation, one by one.
    """
    plain = normalize("NFC", text).casefold()
    for letter, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}.items():
        plain = plain.replace(letter, letters)
    wanted = "".join(one for one in normalize("NFKD", plain) if one.isascii() and one.isalnum())
    assert fold(text) == wanted


def test_amounts_with_many_digits_keep_them() -> None:
    """
    A context of 28 digits would make these two equal.
    """
    long = "1234567890123456789012345678.90"
    assert key(long) != key(long[:-1] + "1")
    assert key("0.00") == key("-0") == key("0")


tickets = st.lists(
    st.tuples(st.sampled_from(["-2.50", "-3"]), st.sampled_from(["Ticket", "TICKET", "Kaffee"])),
    max_size=12,
)


@given(tickets, st.randoms(use_true_random=False))
def test_keys_do_not_depend_on_the_order(rows: list[tuple[str, str]], random: Random) -> None:
    """
    Equal transactions of a day are numbered by their contents: shuffled rows get the same keys, and
    each its own.
    """
    made = [transaction(amount=one[0], text=one[1], id=str(i)) for i, one in enumerate(rows)]
    keys = {one.id: one.key for one in numbered(made)}
    random.shuffle(made)
    assert {one.id: one.key for one in numbered(made)} == keys
    assert len(set(keys.values())) == len(rows)


def test_without_one_of_three_the_last_number_goes() -> None:
    """
    What is stored under the other keys stays.
    """
    three = [transaction(amount="-2.50", text="Ticket", id=str(number)) for number in (1, 2, 3)]
    keys = [one.key for one in numbered(three)]
    assert [one.key for one in numbered(three[1:])] == keys[:2]
    assert keys[2] == key_of(three[0], 2)


@pytest.mark.parametrize(
    ("iban", "number", "made"),
    [
        ("DE89370400440532013000", "0532013000", "iban:DE89370400440532013000"),
        (None, "0532013000", "de:37040044:532013000:00"),
        (None, "******3000", "native:9:1"),
        ("DE89**************3000", None, "native:9:1"),
    ],
)
def test_keys_of_accounts(iban: str | None, number: str | None, made: str) -> None:
    """
    The IBAN, else German numbers, else the provider's ids.
    """
    found = account_key(
        iban=iban,
        bank_code="37040044",
        number=number,
        sub_number="00",
        connection_id="9",
        account_id="1",
    )
    assert found == made


def test_two_accounts_with_one_number_are_told_apart() -> None:
    """
    The same account through two connections.
    """
    one, two = distinct([account(id="1"), account(id="2")])
    assert one.is_ambiguous
    assert two.is_ambiguous
    assert one.key != two.key
    assert not distinct([account()])[0].is_ambiguous


def test_a_second_connection_changes_no_key_of_the_first() -> None:
    """
    Where accounts are those of one connection; of one that has a number twice, both stay distinct.
    """
    alone = account(id="1", connection_id="a")
    twin = account(id="3", connection_id="a")
    listed = distinct([alone, account(id="2", connection_id="b")])
    assert [one.is_ambiguous for one in listed] == [True, True]
    assert of_connection(listed, "a") == [alone]
    assert [one.key for one in of_connection(listed, "b")] == [alone.key]
    both = of_connection(distinct([alone, twin]), "a")
    assert both == distinct([alone, twin])
    assert of_connection([alone], "1") == [alone]
