"""
What type checkers must see of lists without pages and of locations; read by mypy and pyright,
never run. Each ignored error must be one.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, assert_type
from uuid import uuid4

from kontokit import AsyncListing, Listing, Location, Response, Secret
from kontokit_banksapi import AsyncBanksapi, Banksapi, models


def lists(client: Banksapi) -> None:
    bare = client.transactions.list("a", "p", max_items=3)
    assert_type(bare, Listing[models.Transaction, list[models.Transaction]])
    assert_type(bare.first_page(), list[models.Transaction])
    assert_type(bare.pages(), Iterator[list[models.Transaction]])
    accesses = client.bank_accesses.list()
    assert_type(accesses, Listing[models.BankAccess, dict[str, models.BankAccess]])
    for access in accesses:
        assert_type(access, models.BankAccess)
    response = client.with_response(client.transactions.list, "a", "p", filter="x")
    assert_type(response, Response[list[models.Transaction]])
    assert_type(client.with_response(client.bank_accesses.get, "a"), Response[models.BankAccess])
    client.with_response(client.transactions.list, "a")  # type: ignore[call-overload]
    client.with_response(client.bank_accesses.list, max_items="3")  # type: ignore[call-overload]
    bare[0]  # type: ignore[index]
    client.bank_accesses.list(page=1)  # type: ignore[call-arg]


async def async_lists(client: AsyncBanksapi) -> None:
    bare = client.transactions.list("a", "p")
    assert_type(bare, AsyncListing[models.Transaction, list[models.Transaction]])
    assert_type(await bare, list[models.Transaction])
    assert_type(await bare.first_page(), list[models.Transaction])
    async for transaction in bare:
        assert_type(transaction, models.Transaction)
    response = await client.with_response(client.bank_accesses.list)
    assert_type(response, Response[dict[str, models.BankAccess]])
    await client.with_response(client.bank_accesses.list, max_items="3")  # type: ignore[arg-type]
    for _ in bare:  # type: ignore[attr-defined]
        pass


def locations(client: Banksapi) -> None:
    access = client.bank_accesses.add(uuid4(), provider_id="p", credentials={"pin": Secret("1")})
    assert_type(access, Location[models.BankAccess])
    assert_type(client.follow(access), models.BankAccess)
    assert_type(client.follow(client.users.create("t", username="u", password="p")), models.User)
    assert_type(client.follow(client.consents.start("a")), models.BankAccess)
    assert_type(client.follow({}, "get_depotpositionen"), list[models.Investment])
    assert_type(client.follow({}, "tag_tree"), Any)
    wrong: models.User = client.follow(access)  # type: ignore[assignment]
    assert_type(wrong, models.User)


async def async_locations(client: AsyncBanksapi) -> None:
    access = await client.bank_access_builder.create(
        id="a", provider_id="p", bankprodukte=[{"id": "1", "saldo": Decimal("1.50")}]
    )
    assert_type(access, Location[models.BankAccess])
    assert_type(await client.follow(access), models.BankAccess)
    user = await client.users.create("t", username="u", password="p")
    assert_type(await client.follow(user), models.User)
    status = client.follow(access).status  # type: ignore[attr-defined]
    assert_type(status, Any)
