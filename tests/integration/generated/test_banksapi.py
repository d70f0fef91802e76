from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from kontokit import (
    BERLIN,
    ArgumentError,
    AuthenticationError,
    BrowserRelationError,
    CallOptions,
    ConfigurationError,
    ConflictError,
    DecodeError,
    EmptyBodyError,
    ForeignOriginError,
    KontokitError,
    Location,
    MethodNotAllowedError,
    NotFoundError,
    RedirectRefusedError,
    RelationNotFoundError,
    Secret,
    ServerError,
    UnexpectedContentTypeError,
    WebFormRequiredError,
    parse_json,
)
from kontokit_banksapi import AsyncBanksapi, BankAccess, Banksapi, models
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import TENANT

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def giro(access: BankAccess) -> models.Product:
    return next(each for each in access.bankprodukte or [] if each.kategorie == "GIROKONTO")


def test_the_token_is_a_secret_with_an_end(banksapi: Banksapi) -> None:
    """
    A token prints as stars, and its end is an aware time in Berlin.
    """
    token = banksapi.tokens.create(grant_type="client_credentials")
    assert isinstance(token.access_token, Secret)
    assert token.access_token.reveal() not in repr(token)
    assert token.valid_to is not None
    assert token.valid_to.tzinfo == BERLIN


def test_each_scheme_opens_its_own_operations(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    Token, management and user operations are sent with the credential their document names.
    """
    banksapi.users.list(TENANT).first_page()
    managed = sandbox.requests[-1].headers["authorization"]
    banksapi.bank_accesses.list().first_page()
    used = sandbox.requests[-1].headers["authorization"]
    banksapi.tokens.create(grant_type="client_credentials")
    basic = sandbox.requests[-1].headers["authorization"]
    assert managed != used
    assert managed.startswith("Bearer ")
    assert used.startswith("Bearer ")
    assert basic.startswith("Basic ")


def test_a_missing_credential_is_named(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    Without the token it needs a call is refused before anything is sent, and the argument named.
    """
    before = len(sandbox.requests)
    with pytest.raises(ConfigurationError, match="user_token"):
        banksapi.with_options(user_token=None).bank_accesses.list().first_page()
    assert len(sandbox.requests) == before


def test_a_user_lives_and_dies(banksapi: Banksapi) -> None:
    """
    A user is created with a typed Location, found, and deleted only after it was deactivated.
    """
    password = Secret("Beispiel-Wort-7")
    created = banksapi.users.create(TENANT, username="max.beispiel", password=password)
    assert isinstance(created, Location)
    assert str(UUID(created.id)) == created.id
    found = banksapi.users.get(TENANT, created.id)
    assert found.username == "max.beispiel"
    assert banksapi.follow(created) == found
    with pytest.raises(ConflictError):
        banksapi.users.create(TENANT, username="max.beispiel", password=password)
    with pytest.raises(MethodNotAllowedError):
        banksapi.users.delete(TENANT, created.id)
    banksapi.users.deactivate(TENANT, created.id)
    banksapi.users.delete(TENANT, created.id)
    with pytest.raises(NotFoundError):
        banksapi.users.get(TENANT, created.id)


def test_an_access_comes_with_its_products(access: BankAccess) -> None:
    """
    A fetched access has products with exact balances and known categories.
    """
    assert access.status == models.BankAccessStatus.VOLLSTAENDIG
    product = giro(access)
    assert product.kategorie is models.ProductCategory.GIROKONTO
    assert isinstance(product.saldo, Decimal)
    assert product.saldo == round(product.saldo, 2)


def test_a_relation_gives_what_the_method_gives(banksapi: Banksapi, access: BankAccess) -> None:
    """
    Following a typed relation is the same as calling the operation behind it.
    """
    product = giro(access)
    followed = banksapi.follow(product, "get_kontoumsaetze")
    assert followed == banksapi.transactions.list(str(access.id), product.id).first_page()
    assert len(followed) > 100
    assert all(isinstance(each.betrag, Decimal) for each in followed)
    assert any("ü" in (each.verwendungszweck or "") for each in followed)


def test_self_finds_the_kind_of_its_resource(banksapi: Banksapi, access: BankAccess) -> None:
    """
    The relation self is typed by the address it points to.
    """
    assert isinstance(banksapi.follow(access, "self"), models.BankAccess)
    assert isinstance(banksapi.follow(giro(access), "self"), models.Product)
    assert isinstance(banksapi.follow(banksapi.customer.get(), "self"), models.Customer)


def test_what_is_only_named_comes_as_plain_json(banksapi: Banksapi) -> None:
    """
    A relation to AI/Connect is fetched as plain JSON.
    """
    contracts = banksapi.follow(banksapi.customer.get(), "get_contracts")
    assert isinstance(contracts, dict | list)


def test_an_absent_relation_lists_those_present(banksapi: Banksapi, access: BankAccess) -> None:
    """
    Asking for a relation that is not there says which are.
    """
    with pytest.raises(RelationNotFoundError, match="get_kontoumsaetze"):
        banksapi.follow(giro(access), "get_depotpositionen")


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.example.com/customer/v2",
        "//evil.example.com/",
        "https://banksapi.io@evil.example.com/",
    ],
)
def test_a_relation_never_leaves_the_server(
    banksapi: Banksapi, sandbox: Sandbox, href: str
) -> None:
    """
    A link to another origin is refused before anything is sent.
    """
    before = len(sandbox.requests)
    resource = BankAccess(relations=[models.Relation(rel="self", href=href)])
    with pytest.raises(ForeignOriginError):
        banksapi.follow(resource, "self")
    assert len(sandbox.requests) == before


def test_a_link_for_the_browser_is_not_fetched(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    A redirect to the bank is handed to the caller, who opens it for the user.
    """
    url = "https://bank.example.com/login?session=1"
    resource = BankAccess(relations=[models.Relation(rel="redirect_url", href=url)])
    before = len(sandbox.requests)
    with pytest.raises(BrowserRelationError) as caught:
        banksapi.follow(resource, "redirect_url")
    assert caught.value.url == url
    assert len(sandbox.requests) == before


def test_a_web_form_is_an_outcome_with_its_url(banksapi: Banksapi) -> None:
    """
    Adding an access without credentials leads to a web form.
    """
    with pytest.raises(WebFormRequiredError) as caught:
        banksapi.bank_accesses.add(str(uuid4()))
    assert "webform?session=" in caught.value.url
    assert caught.value.url not in str(caught.value)


def test_local_times_reach_the_wire_as_documented(
    banksapi: Banksapi, access: BankAccess, sandbox: Sandbox
) -> None:
    """
    A window of time is written in local time without a zone.
    """
    day = datetime.now(BERLIN).date() - timedelta(days=30)
    since = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    rows = banksapi.transactions.list(
        str(access.id), giro(access).id, from_=since, tag="categories"
    ).first_page()
    assert f"from={day}T00%3A00%3A00" in sandbox.requests[-1].query
    assert 0 < len(rows) < 300
    assert all(each.buchungsdatum and each.buchungsdatum >= since for each in rows)


def test_booked_and_pending_transactions(banksapi: Banksapi, access: BankAccess) -> None:
    """
    Booked ones come by default; pending ones only from accesses over EBICS.
    """
    place = (str(access.id), giro(access).id)
    everything = banksapi.transactions.list(*place).first_page()
    booked = banksapi.transactions.list(*place, booking_status="booked").first_page()
    assert len(everything) == len(booked) > 0
    assert not banksapi.transactions.list(*place, booking_status="pending").first_page()


def test_transactions_may_lack_texts_and_booking_date() -> None:
    """
    Integrations see them without purpose, other holder and booking date, or with null there.
    """
    body = b'[{"betrag": 1.10}, {"betrag": 2, "verwendungszweck": null, "buchungsdatum": null}]'
    rows = parse_json(body, list[models.Transaction])
    assert [row.betrag for row in rows] == [Decimal("1.10"), Decimal(2)]
    assert {row.verwendungszweck for row in rows} == {None}
    assert {row.gegenkonto_inhaber for row in rows} == {None}
    assert {row.buchungsdatum for row in rows} == {None}


@pytest.mark.parametrize("wrong", ["", ".", "..", "../x", " ", "%2e%2e"])
def test_an_id_never_climbs(
    banksapi: Banksapi, access: BankAccess, sandbox: Sandbox, wrong: str
) -> None:
    """
    Deleting an access with a senseless id never deletes all of them.
    """
    with pytest.raises((ArgumentError, NotFoundError)):
        banksapi.bank_accesses.delete(wrong)
    assert [
        request.path for request in sandbox.requests if request.path.endswith("bankzugaenge")
    ] == ["/customer/v2/bankzugaenge"]
    assert str(access.id) in banksapi.bank_accesses.list().first_page()


@pytest.mark.parametrize("odd", ["a/b", "a?b", "a#b", "ä", "a%2Fb"])
def test_an_id_is_encoded_as_one_segment(banksapi: Banksapi, sandbox: Sandbox, odd: str) -> None:
    """
    Whatever an id holds, it stays one segment of the path.
    """
    with pytest.raises(KontokitError):
        banksapi.products.get(UNKNOWN, odd)
    path = sandbox.requests[-1].path
    assert path.startswith(f"/customer/v2/bankzugaenge/{UNKNOWN}/")
    assert path.count("/") == 5


def test_a_uuid_is_an_id_too(banksapi: Banksapi, access: BankAccess) -> None:
    """
    Arguments take a UUID where answers have text.
    """
    assert banksapi.bank_accesses.get(UUID(str(access.id))).id == access.id


ANSWERS: list[tuple[int, str, bytes, type[Exception]]] = [
    (200, "text/html", b"<html>Wartung</html>", UnexpectedContentTypeError),
    (200, "application/json", b"", EmptyBodyError),
    (200, "application/json", b'{"a": 1}', DecodeError),
    (200, "application/json", b'{"x": {"bankprodukte": 1}}', DecodeError),
    (401, "application/json", b"{}", AuthenticationError),
    (302, "text/html", b"", RedirectRefusedError),
    (520, "text/html", b"<html>", ServerError),
    (599, "text/plain", b"?", ServerError),
]


@pytest.mark.parametrize(("status", "content_type", "body", "error"), ANSWERS)
def test_no_answer_is_lost(
    banksapi: Banksapi,
    sandbox: Sandbox,
    status: int,
    content_type: str,
    body: bytes,
    error: type[Exception],
) -> None:
    """
    Whatever comes instead of the promised answer is a typed error with status, id and raw body.
    """
    headers = {"Content-Type": content_type, "X-Correlation-ID": "their-id"}
    path = "/customer/v2/bankzugaenge"
    sandbox.respond_with("banksapi", "GET", path, status=status, headers=headers, body=body)
    with pytest.raises(error) as caught:
        banksapi.bank_accesses.list().first_page()
    found: Any = caught.value
    assert (found.status_code, found.request_id, found.body) == (status, "their-id", body)


def test_a_wrong_type_names_its_place(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    A DecodeError says where in the JSON the trouble is.
    """
    body = b'{"x": {"bankprodukte": [{"id": "1"}, {"id": "2", "saldo": true}]}}'
    headers = {"Content-Type": "application/json"}
    path = "/customer/v2/bankzugaenge"
    sandbox.respond_with("banksapi", "GET", path, headers=headers, body=body)
    with pytest.raises(DecodeError) as caught:
        banksapi.bank_accesses.list().first_page()
    assert caught.value.path == "$[...].bankprodukte[1].saldo"


def test_growth_is_tolerated(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    Unknown fields are ignored, unknown enum values kept, null is like absent.
    """
    body = (
        b'{"x": {"status": "NEU", "sync": null, "later": [1],'
        b' "sicherheitsverfahren": [{"kodierung": "942"}]}}'
    )
    headers = {"Content-Type": "application/json"}
    path = "/customer/v2/bankzugaenge"
    sandbox.respond_with("banksapi", "GET", path, headers=headers, body=body)
    found = banksapi.bank_accesses.list().first_page()["x"]
    assert found.status == "NEU"
    assert found.status is not None
    assert not found.status.is_known
    assert found.sync is None
    assert [each.kodierung for each in found.sicherheitsverfahren or []] == [942]


def test_the_whole_response_can_be_had(banksapi: Banksapi) -> None:
    """
    A call can be made with its status, headers and request id, and keeps its type.
    """
    options = CallOptions(correlation_id="order-4711", timeout=5)
    response = banksapi.with_response(banksapi.providers.list, options=options)
    assert response.status_code == 200
    assert response.request_id == "order-4711"
    assert response.headers["content-type"].startswith("application/json")
    assert response.value[0].name
    assert response.body.startswith(b"[")


def test_asyncio_gives_the_same(banksapi: Banksapi, access: BankAccess, sandbox: Sandbox) -> None:
    """
    The asynchronous client gives what the blocking one gives, relations and errors included.
    """
    token = banksapi.tokens.create(
        grant_type="password", username="erika.beispiel", password="Beispiel-Wort-2024"
    ).access_token

    async def walk() -> tuple[BankAccess, list[models.Transaction]]:
        async with AsyncBanksapi(user_token=token, base_url=sandbox.url("banksapi")) as client:
            found = await client.bank_accesses.get(str(access.id))
            rows = await client.follow(giro(found), "get_kontoumsaetze")
            with pytest.raises(NotFoundError):
                await client.bank_accesses.get(UNKNOWN)
            with pytest.raises(WebFormRequiredError):
                await client.bank_accesses.add(str(uuid4()))
            return found, rows

    found, rows = asyncio.run(walk())
    assert found == banksapi.bank_accesses.get(str(access.id))
    assert rows == banksapi.follow(giro(access), "get_kontoumsaetze")
