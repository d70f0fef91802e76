"""
What new users get wrong in their first tasks; type checkers must refuse it, or the ignored error
is reported as unnecessary. Read by mypy and pyright, never run.
"""

# ruff: noqa: B018, T201 - these lines are for type checkers
# pyright: reportUnnecessaryTypeIgnoreComment=true

from datetime import date
from decimal import Decimal

import kontokit
import kontokit.stores
import kontokit.webhooks
import kontokit_finapi_access
from kontokit import ClientCredentials, EndUser, NotFoundError, RateLimitError
from kontokit.webhooks import verify_signature
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess

LOGIN = {"PIN": "1"}


def clients(known: ClientCredentials) -> None:
    FinapiAccess(client_credentials=known, timeout="20")  # type: ignore[arg-type]
    FinapiAccess(client_credentials=known, timeouts=20)  # type: ignore[call-arg]
    FinapiAccess(known)  # type: ignore[call-arg]
    FinapiAccess(client_credentials=("id", "secret"))  # type: ignore[arg-type]
    FinapiAccess.from_env(client_id="id")  # type: ignore[call-arg]
    ClientCredentials("id")  # type: ignore[call-arg]
    ClientCredentials(id="id", secret="secret")  # type: ignore[call-arg]


def lists(user: FinapiAccess, day: date) -> None:
    user.accounts.list().accounts  # type: ignore[attr-defined]
    user.accounts.list()[0]  # type: ignore[index]
    user.accounts.iterate()  # type: ignore[attr-defined]
    user.transactions.list(min_bank_booking_date=day)  # type: ignore[call-arg]
    user.transactions.list(view="userView", min_bank_booking_date="yesterday", since=day)  # type: ignore[call-arg, arg-type]
    user.transactions.list(view="userView", min_bank_booking_date=2026)  # type: ignore[arg-type]
    user.transactions.list(view="userView", max_items="1000")  # type: ignore[arg-type]
    user.transactions.list(view="userView").first_page().incomes  # type: ignore[attr-defined]
    user.transactions.list("userView")  # type: ignore[call-arg]


def orders(user: FinapiAccess) -> None:
    method, create = (
        user.bank_connections.import_bank_connection,
        user.payments.create_money_transfer,
    )
    user.sca.start(method, bank_id=280001, login_credentials=LOGIN)  # type: ignore[call-overload]
    user.sca.start(method, bank_id=280001, banking_interface="XS2A", login_credential=LOGIN)  # type: ignore[call-overload]
    user.sca.start(method(bank_id=280001, banking_interface="XS2A"))  # type: ignore[call-overload]
    user.sca.start(method, bank_id=1, banking_interface="XS2A", login_credentials={"PIN": 1})  # type: ignore[call-overload]
    create(money_transfers=[{"counterpart_iban": "DE02", "amount": 1.5}])  # type: ignore[list-item]
    create(account_id=1)  # type: ignore[call-arg]
    create(money_transfers={"counterpart_iban": "DE02", "amount": Decimal(1)})  # type: ignore[arg-type]
    user.sca.start(user.payments.submit, id=1, banking_interface="XS2A")  # type: ignore[call-overload]


def accesses(user: Banksapi) -> None:
    user.bank_accesses.add(provider_id="p", credentials=LOGIN)  # type: ignore[call-arg]
    user.bank_accesses.add("a", providerId="p")  # type: ignore[call-arg]
    user.bank_accesses.add({"a": {"providerId": "p"}})  # type: ignore[arg-type]
    user.follow(user.bank_accesses.add("a", provider_id="p")).betrag  # type: ignore[attr-defined]
    user.transactions.list("a")  # type: ignore[call-arg]


def errors(user: FinapiAccess) -> None:
    try:
        user.accounts.get("1")  # type: ignore[arg-type]
    except kontokit.NotFound:  # type: ignore[attr-defined]
        pass
    except RateLimitError as error:
        error.retry_after + 1  # type: ignore[operator]
    except NotFoundError as error:
        print(error.status)  # type: ignore[attr-defined]


def options(user: FinapiAccess) -> None:
    user.accounts.list(options={"timeuot": 20})  # type: ignore[arg-type]
    user.accounts.list(options={"timeout": "20"})  # type: ignore[arg-type]
    user.accounts.list(timeout=20)  # type: ignore[call-arg]
    user.with_options(end_user="8.8.8.8")  # type: ignore[arg-type]
    user.with_auth(user_token="t")  # type: ignore[attr-defined]
    EndUser("8.8.8.8")  # type: ignore[call-arg]


def names() -> None:
    print(kontokit.RateLimited)  # type: ignore[attr-defined]
    print(kontokit.stores.FilesStore)  # type: ignore[attr-defined]
    print(kontokit.webhooks.is_signed)  # type: ignore[attr-defined]
    print(kontokit_finapi_access.FinapiAcess)  # type: ignore[attr-defined]


def notifications(body: bytes, header: str | None) -> None:
    verify_signature(body, header)  # type: ignore[call-arg]
    verify_signature(body, header, None)  # type: ignore[arg-type]
    verify_signature(body, header, "s", digest="md5")  # type: ignore[arg-type]


async def waiting(user: AsyncFinapiAccess, banks: AsyncBanksapi) -> None:
    AsyncFinapiAccess(timeout="20")  # type: ignore[arg-type]
    for _ in user.accounts.list():  # type: ignore[attr-defined]
        pass
    async for _ in await user.accounts.list():  # type: ignore[attr-defined]
        pass
    user.transactions.list(view="userView", per_page=500).transactions  # type: ignore[attr-defined]
    user.accounts.get(1).iban  # type: ignore[attr-defined]
    for _ in user.payments.create_money_transfer(money_transfers=[]):  # type: ignore[attr-defined]
        pass
    method, create = (
        user.bank_connections.import_bank_connection,
        user.payments.create_money_transfer,
    )
    await user.sca.start(method, bank_id=280001, login_credentials=LOGIN)  # type: ignore[call-overload]
    user.sca.start(method, bank_id=1, banking_interface="XS2A").step  # type: ignore[attr-defined]
    await create(money_transfers=[{"counterpart_iban": "DE02", "amount": 1.5}])  # type: ignore[list-item]
    banks.bank_accesses.add("a", provider_id="p").target  # type: ignore[attr-defined]
    await banks.bank_accesses.add("a", providerId="p")  # type: ignore[call-arg]
    await user.accounts.list(options={"timeuot": 20})  # type: ignore[arg-type]
