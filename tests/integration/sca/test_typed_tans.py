"""
TANs as people read them from a display: in groups, with blanks around them, pasted.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any, Final

import pytest

from kontokit import ArgumentError, Secret
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.bank import Bank

CHALLENGE: Final = {
    "errors": [
        {
            "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
            "multiStepAuthentication": {
                "hash": "h",
                "status": "CHALLENGE_RESPONSE_REQUIRED",
                "challengeMessage": "TAN?",
            },
        }
    ]
}
TYPED: Final = [
    ("123 456", "123456"),
    (" 12 34 56\n", "123456"),
    ("123\N{NO-BREAK SPACE}456\N{ZERO WIDTH SPACE}", "123456"),
    (Secret(" 123 456 "), "123456"),
    (" Mein Hund 7 ", "Mein Hund 7"),
    ("A1 B2", "A1 B2"),
    ("\N{ARABIC-INDIC DIGIT ONE} 2", "\N{ARABIC-INDIC DIGIT ONE} 2"),
]


@pytest.fixture
def bank() -> Iterator[Bank]:
    made = Bank()
    made.says(json.dumps(CHALLENGE), status=510)
    yield made
    made.close()


def _answer(bank: Bank) -> Any:
    return json.loads(bank.last.body)["multiStepAuthentication"]["challengeResponse"]


@pytest.mark.parametrize(("typed", "sent"), TYPED)
def test_a_tan_of_digits_is_sent_without_blanks(bank: Bank, typed: Any, sent: str) -> None:
    """
    Answers that are no numbers keep the blanks between their words.
    """
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        flow = client.sca.start(
            client.bank_connections.import_bank_connection, bank_id=1, banking_interface="XS2A"
        )
        flow.answer(typed)
    assert _answer(bank) == sent


@pytest.mark.parametrize(("typed", "sent"), TYPED[:2])
def test_an_async_flow_sends_the_same(bank: Bank, typed: Any, sent: str) -> None:
    async def run() -> None:
        async with AsyncFinapiAccess(base_url=bank.url, user_token="t") as client:
            flow = await client.sca.start(
                client.bank_connections.import_bank_connection, bank_id=1, banking_interface="XS2A"
            )
            await flow.answer(typed)

    asyncio.run(run())
    assert _answer(bank) == sent


def test_the_same_tan_in_other_groups_is_the_same_tan(bank: Bank) -> None:
    """
    It would cost an attempt; nothing but blanks is no TAN either.
    """
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        flow = client.sca.start(
            client.bank_connections.import_bank_connection, bank_id=1, banking_interface="XS2A"
        )
        flow.answer("123 456")
        heard = len(bank.heard)
        for typed in ("12 34 56", Secret("123456"), "  ", Secret(" \n")):
            with pytest.raises(ArgumentError) as caught:
                flow.answer(typed)
            assert caught.value.place == "tan"
    assert len(bank.heard) == heard
