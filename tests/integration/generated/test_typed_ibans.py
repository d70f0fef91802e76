"""
IBANs as people type them, in the orders and searches of every API.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import ArgumentError, ConfigurationError
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import MoneyTransferOrderParams
from kontokit_finapi_access_v1 import FinapiAccessV1
from kontokit_finapi_webform import FinapiWebForm
from tests.support.bank import Bank
from tests.support.sca_banksapi import DEBIT, DEBIT_HEAD, LEGACY, TRANSFER

GOOD: Final = "DE02120300000000202051"
TYPED: Final = "de02 1203 0000 0000 2020 51"
WRONG: Final = "DE03 1203 0000 0000 2020 51"
WRONG_SENT: Final = "DE03120300000000202051"
AMOUNT: Final[dict[str, Any]] = {"value": Decimal("1.50"), "currency": "EUR"}
CALLS: Final[dict[str, tuple[Any, str, dict[str, Any], str]]] = {
    "finapi transfers": (
        FinapiAccess,
        "payments.create_money_transfer",
        {"money_transfers": [{"counterpart_iban": GOOD, "amount": 1}, "counterpart_iban"]},
        "money_transfers[1].counterpart_iban",
    ),
    "finapi debits": (
        FinapiAccess,
        "payments.create_direct_debit",
        {
            "account_id": 1,
            "direct_debit_type": "B2B",
            "sequence_type": "OOFF",
            "execution_date": date(2027, 1, 4),
            "direct_debits": [
                {
                    "amount": 1,
                    "counterpart_name": "Max Mustermann",
                    "mandate_id": "M-1",
                    "mandate_date": date(2024, 2, 2),
                    "creditor_id": "DE98ZZZ09999999999",
                    "counterpart_iban": ...,
                }
            ],
        },
        "direct_debits[0].counterpart_iban",
    ),
    "finapi standing orders": (
        FinapiAccess,
        "standing_orders.create",
        {
            "counterpart_name": "Max Mustermann",
            "amount": 1,
            "currency": "EUR",
            "frequency": "MONTHLY",
            "start_date": date(2027, 1, 1),
            "purpose": "Miete",
            "counterpart_iban": ...,
        },
        "counterpart_iban",
    ),
    "finapi v1 transfers": (
        FinapiAccessV1,
        "accounts.request_sepa_money_transfer",
        {
            "account_id": 1,
            "amount": 1,
            "recipient_name": "Erika",
            "recipient_iban": GOOD,
            "additional_money_transfers": [
                {"recipient_name": "Max", "amount": 2, "recipient_iban": ...}
            ],
        },
        "additional_money_transfers[0].recipient_iban",
    ),
    "banksapi transfer": (
        Banksapi,
        "payments.initiate_single_transfer",
        {"provider": "p", "product": "DE1", "transfer_details": {**TRANSFER, "iban": ...}},
        "transfer_details.iban",
    ),
    "banksapi debits": (
        Banksapi,
        "payments.initiate_bulk_debit",
        {
            "provider": "p",
            "product": "DE1",
            **DEBIT_HEAD,
            "debit_details": [DEBIT, {**DEBIT, "debtor_iban": ...}],
        },
        "debit_details[1].debtor_iban",
    ),
    "banksapi legacy": (
        Banksapi,
        "transfers.create",
        {"provider_id": "p", "product_id": "q", **LEGACY, "iban": ...},
        "iban",
    ),
    "web form": (
        FinapiWebForm,
        "web_forms.create_standalone_payment",
        {"orders": [{"recipient": {"name": "Max", "iban": ...}, "amount": AMOUNT}]},
        "orders[0].recipient.iban",
    ),
    "web form debit": (
        FinapiWebForm,
        "web_forms.create_direct_debit_with_account_id",
        {
            "receiver": {"account_id": 1},
            "sequence_type": "OOFF",
            "direct_debit_type": "BASIC",
            "execution_date": date(2027, 1, 4),
            "orders": [
                {
                    "payer": {"name": "Max", "iban": ...},
                    "amount": AMOUNT,
                    "creditor_id": "DE98ZZZ09999999999",
                    "mandate_id": "M-1",
                    "mandate_date": date(2024, 2, 2),
                }
            ],
        },
        "orders[0].payer.iban",
    ),
}


@pytest.fixture
def bank() -> Iterator[Bank]:
    made = Bank()
    made.says("{}", status=404)
    yield made
    made.close()


def _filled(tree: Any, iban: str) -> Any:
    """
    The arguments with an IBAN at the place of the dots.
    """
    if tree is ...:
        return iban
    if tree == "counterpart_iban":
        return MoneyTransferOrderParams(counterpart_iban=iban, amount=2)
    if isinstance(tree, dict):
        return {key: _filled(one, iban) for key, one in tree.items()}
    return [_filled(one, iban) for one in tree] if isinstance(tree, list) else tree


def _client(kind: Any, bank: Bank, **settings: Any) -> Any:
    return kind(base_url=bank.url, user_token="t", **settings)


def _call(client: Any, name: str, arguments: dict[str, Any], **options: Any) -> None:
    group, _, method = name.partition(".")
    getattr(getattr(client, group), method)(
        **arguments, options={"allow_duplicate": True, **options}
    )


@pytest.mark.parametrize("name", CALLS)
def test_the_iban_of_an_order_is_sent_without_blanks_in_capitals(name: str, bank: Bank) -> None:
    kind, method, arguments, _ = CALLS[name]
    with _client(kind, bank) as client, pytest.raises(Exception, match=r"404"):
        _call(client, method, _filled(arguments, TYPED))
    assert GOOD in bank.last.body.decode()
    assert TYPED not in bank.last.body.decode()


@pytest.mark.parametrize("name", CALLS)
def test_wrong_check_digits_in_an_order_are_refused_before_it_is_sent(
    name: str, bank: Bank
) -> None:
    kind, method, arguments, place = CALLS[name]
    with _client(kind, bank) as client, pytest.raises(ArgumentError) as caught:
        _call(client, method, _filled(arguments, WRONG))
    assert caught.value.place == place
    assert "allow_invalid_iban=True" in str(caught.value)
    assert "1203" not in str(caught.value)
    assert bank.heard == []


@pytest.mark.parametrize("name", CALLS)
def test_the_option_sends_wrong_check_digits(name: str, bank: Bank) -> None:
    """
    Of a call, a client or a copy of it; the call comes first.
    """
    kind, method, arguments, _ = CALLS[name]
    given = _filled(arguments, WRONG)
    with _client(kind, bank) as client, _client(kind, bank, allow_invalid_iban=True) as lenient:
        for one, options in (
            (client, {"allow_invalid_iban": True}),
            (client.with_options(allow_invalid_iban=True), {}),
            (lenient, {}),
        ):
            with pytest.raises(Exception, match=r"404"):
                _call(one, method, given, **options)
        with pytest.raises(ArgumentError):
            _call(lenient, method, given, allow_invalid_iban=False)
    assert [WRONG_SENT in heard.body.decode() for heard in bank.heard] == [True] * 3


def test_the_async_client_sends_and_refuses_the_same(bank: Bank) -> None:
    async def run() -> None:
        async with AsyncFinapiAccess(base_url=bank.url, user_token="t") as client:
            create = client.payments.create_money_transfer
            with pytest.raises(ArgumentError):
                await create(money_transfers=[{"counterpart_iban": WRONG, "amount": 1}])
            assert bank.heard == []
            with pytest.raises(Exception, match=r"404"):
                await create(
                    money_transfers=[{"counterpart_iban": TYPED, "amount": 1}],
                    options={"allow_duplicate": True},
                )

    asyncio.run(run())
    assert json.loads(bank.last.body)["moneyTransfers"][0]["counterpartIban"] == GOOD


def test_a_flow_checks_the_iban_when_it_begins_and_repeats_the_call(bank: Bank) -> None:
    """
    Its record keeps the IBAN as it is sent, and resuming does not ask for the option again.
    """
    kind, method, arguments, place = CALLS["finapi v1 transfers"]
    group, _, verb = method.partition(".")
    challenge = {"hash": "h", "status": "CHALLENGE_RESPONSE_REQUIRED", "challengeMessage": "TAN?"}
    error = {"code": "ADDITIONAL_AUTHENTICATION_REQUIRED", "multiStepAuthentication": challenge}
    bank.says(json.dumps({"errors": [error], "requestId": "r"}), status=510)
    with _client(kind, bank) as client:
        call = getattr(getattr(client, group), verb)
        with pytest.raises(ArgumentError) as caught:
            client.sca.start(call, **_filled(arguments, WRONG))
        assert caught.value.place == place
        assert bank.heard == []
        options = {"allow_duplicate": True, "allow_invalid_iban": True}
        flow = client.sca.start(call, **_filled(arguments, WRONG), options=options)
        record = flow.record()
    assert WRONG_SENT in json.dumps(record)
    with _client(kind, bank) as client:
        client.sca.with_options(sole_holder=True).resume(record).answer("123456")
    assert [WRONG_SENT in heard.body.decode() for heard in bank.heard] == [True, True]


def test_searches_are_sent_with_one_warning(bank: Bank, caplog: pytest.LogCaptureFixture) -> None:
    """
    A list warns when it is made, and not with each page; the warning does not show the IBAN.
    """
    sums = {"income": 0, "spending": 0, "balance": 0}
    page = {"page": 1, "perPage": 500, "pageCount": 2, "totalCount": 2}
    bank.says(json.dumps({"transactions": [], "paging": page, **sums}))
    with caplog.at_level(logging.WARNING), _client(FinapiAccess, bank) as client:
        listing = client.transactions.list(view="bankView", counterpart=WRONG)
        listing.first_page()
        listing.first_page()
    assert len(bank.heard) == 2
    assert f"counterpart={WRONG_SENT}" in bank.last.target
    (record,) = [one for one in caplog.records if one.levelno == logging.WARNING]
    assert "getAndSearchAllTransactions" in record.getMessage()
    assert "1203" not in record.getMessage()


def test_own_accounts_are_sent_with_a_warning_and_ids_as_they_are(
    bank: Bank, caplog: pytest.LogCaptureFixture
) -> None:
    orders: list[Any] = [{"counterpart_iban": GOOD, "amount": 1}]
    with (
        caplog.at_level(logging.WARNING),
        _client(FinapiAccess, bank) as client,
        pytest.raises(Exception, match=r"404"),
    ):
        client.payments.create_money_transfer(
            iban=WRONG, money_transfers=orders, options={"allow_duplicate": True}
        )
    assert json.loads(bank.last.body)["iban"] == WRONG_SENT
    assert len([one for one in caplog.records if one.levelno == logging.WARNING]) == 1
    with _client(Banksapi, bank) as banks, pytest.raises(Exception, match=r"404"):
        banks.products.get("a b", "de02 1203")
    assert bank.last.target.endswith("/a%20b/de02%201203")


def test_the_option_is_a_bool(bank: Bank) -> None:
    wrong: Any = "yes"
    with pytest.raises(ConfigurationError, match="allow_invalid_iban must be True or False"):
        FinapiAccess(base_url=bank.url, user_token="t", allow_invalid_iban=wrong)
    with _client(FinapiAccess, bank) as client:
        with pytest.raises(ConfigurationError, match="allow_invalid_iban must be True or False"):
            client.with_options(allow_invalid_iban=wrong)
        with pytest.raises(ArgumentError) as caught:
            client.accounts.get(1, options={"allow_invalid_iban": wrong})
    assert caught.value.place == "options.allow_invalid_iban"
