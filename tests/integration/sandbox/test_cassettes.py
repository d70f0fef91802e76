"""
Recordings that can be shared: nothing private is left, and they play back as before.
"""

from __future__ import annotations

import asyncio
import copy
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import vcr

from kontokit import StatusError, to_dict
from kontokit_sandbox import Api, Sandbox, pytest_plugin
from kontokit_sandbox.__main__ import main
from kontokit_sandbox.cassettes import RecordingError, register, remains, scrub_text, vcr_config
from kontokit_sandbox.cassettes.replacements import Replacements, is_valid_iban
from kontokit_sandbox.cassettes.texts import Texts

IBANS = ("DE02120300000000202051", "DE89370400440532013000", "MT84MALT011000012345MTLCAST001S")
SPACED = [
    "DE02 1203 0000 0000 2020 51",
    "DE89-3704-0044-0532-0130-00",
    "mt84 MALT 0110 0001 2345 MTLC AST0 01S",
]
HOLDERS = ("Erika Mustermann-Schulze", "Dr. Hans Günther Öztürk", "Hofladen Wiesental GmbH")
STREET = "Hauptstraße 5"
JWT = ".".join(
    urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
    for one in ({"alg": "none"}, {"iban": IBANS[0], "sub": HOLDERS[0]})
)
ENCODED = b64encode(f"iban={IBANS[0]}".encode()).decode()
PURPOSES = [
    f"Miete Mai {IBANS[0]} Danke",
    f"Rechnung 4711 vom 01.05.2024, Konto {SPACED[0]}",
    f"Kd.Nr. 987654321 {SPACED[1]}",
    f"siehe {quote(SPACED[0])}",
    f"Anhang {ENCODED}",
    f"Freigabe {JWT}.",
    f"für {HOLDERS[0]}, Tel. +49 171 2345678",
    "an erika.mustermann@posteo.invalid von 198.51.100.23",
    f"Bearer a8f5f167f44f4964e6c998dee827110c {SPACED[2]}",
    "2001:db8:85a3::8a2e:370:7334 um 10:15:30",
]
PRIVATE = [
    *IBANS, *HOLDERS, "Mustermann", "Öztürk", "4711", "987654321", "0171", "2345678", "posteo",
    "198.51.100.23", "a8f5f167f44f4964e6c998dee827110c", "2001:db8", JWT, JWT.split(".")[1],
    ENCODED, "geheim-token-abc", "geheime-pin", "kunde4711", "0532013000", STREET, "ref-2024-99887",
    "neues-geheimes-feld", "session-77aa88bb99cc", "kundin77", "Passwort-99", "e.m@kanarie",
    "88776655", "246813", "geheim-anker", "user=kundin", "99887766", "Brandstätter",
    "7788990011", "geheimes Geschenk", "geheim/im/html", "rotes-geheimnis",
]  # fmt: skip
ROWS = [
    {
        "id": number, "amount": amount, "account_date": "2024-05-14", "purpose": purpose,
        "counterparty_name": HOLDERS[number % 3], "counterparty_iban": IBANS[number % 3],
        "status": "completed", "unknownField": "neues-geheimes-feld",
    }
    for number, (purpose, amount) in enumerate(zip(PURPOSES, range(10, 110, 10), strict=True))
]  # fmt: skip


def recorder() -> Any:
    made = vcr.VCR(**vcr_config())
    register(made)
    return made


def left_in(text: str) -> list[str]:
    """
    What is left, however it is written.
    """
    plain = unquote(json.loads(json.dumps(text)))
    squeezed = re.sub(r"[\s.\-]", "", plain).lower()
    values = [*PRIVATE, *(b64encode(one.encode()).decode()[:12] for one in IBANS)]
    return [one for one in values if one.lower() in plain.lower() or (
        one in IBANS and one.lower() in squeezed
    )]  # fmt: skip


@pytest.fixture
def cassette(tmp_path: Path) -> Path:
    return tmp_path / "cassette.yaml"


def do(sandbox: Sandbox, api: Api, work: Callable[[Any], Any], mode: str, **more: Any) -> Any:
    """
    Call with a client over the engine that vcrpy sees.
    """
    if mode == "sync":
        with sandbox.client(api, engine="httpx2", **more) as client:
            return work(client)

    async def wait() -> Any:
        async with sandbox.async_client(api, engine="httpx2", **more) as client:
            return await work(client)

    return asyncio.run(wait())


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_planted_values_are_gone_and_the_rest_plays_back(
    sandbox: Sandbox, cassette: Path, mode: str
) -> None:
    """
    IBANs with blanks, in purposes, URL-encoded, in Base64 and in a token; names, numbers and
    addresses: none is left. What is played back has the same types, the same sums and dates.
    """
    body = json.dumps({"transactions": ROWS}).encode()
    headers = {"Content-Type": "application/json", "Set-Cookie": "id=session-77aa88bb99cc"}
    sandbox.respond_with("bankimport", "GET", "/transactions", headers=headers, body=body)
    work: Callable[[Any], Any]
    if mode == "sync":
        work = lambda client: client.transactions.list(purpose="Miete 4711").first_page()  # noqa: E731
    else:
        work = lambda client: client.transactions.list(purpose="Miete 4711")  # noqa: E731
    with recorder().use_cassette(str(cassette)):
        before = do(sandbox, "bankimport", work, mode).transactions
    text = cassette.read_text("utf-8")
    assert left_in(text) == []
    assert remains(text) == []
    with recorder().use_cassette(str(cassette), record_mode="none"):
        after = do(sandbox, "bankimport", work, mode).transactions
    assert sum(one.amount for one in after) == sum(one.amount for one in before) == Decimal(550)
    assert [one.account_date for one in after] == [one.account_date for one in before]
    assert [one.status for one in after] == [one.status for one in before]
    assert all(is_valid_iban(one.counterparty_iban) for one in after)
    assert [IBANS.index(one.counterparty_iban) for one in before] == [
        [*dict.fromkeys(one.counterparty_iban for one in after)].index(one.counterparty_iban)
        for one in after
    ]
    assert after[0].purpose.startswith("Miete Mai DE")
    assert after[0].purpose.endswith(" Danke")


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_playing_back_gives_what_was_recorded(
    sandbox: Sandbox, cassette: Path, api: Api, mode: str
) -> None:
    """
    Signing in, paths with ids and lists: the cassette answers all of it, and twice the same. No
    credential of the sandbox is in it.
    """

    def work(client: Any) -> Any:
        listing = client.banks.list(search="Test")
        return listing.first_page() if mode == "sync" else listing

    def one(client: Any) -> Any:
        return client.banks.get(280001)

    def everything() -> list[Any]:
        return [to_dict(do(sandbox, api, call, mode, as_user=True)) for call in (work, one)]

    with recorder().use_cassette(str(cassette)):
        before = everything()
    text = cassette.read_text("utf-8")
    known = sandbox.credentials
    for secret in (known.finapi_password, known.finapi_client_secret, known.finapi_client):
        assert secret not in text
    requests = len(sandbox.requests)
    played = []
    for _ in range(2):
        with recorder().use_cassette(str(cassette), record_mode="none"):
            played.append(everything())
    assert len(sandbox.requests) == requests
    assert played[0] == played[1]
    assert shape(played[0]) == shape(before)
    assert [bank["id"] for bank in played[0][0]["banks"]] == [
        bank["id"] for bank in before[0]["banks"]
    ]


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value)


def test_an_error_plays_back_as_the_same_error(sandbox: Sandbox, cassette: Path) -> None:
    """
    Codes are kept.
    """

    def work(client: Any) -> None:
        client.banks.get(1)

    codes = []
    for mode in ("once", "none"):
        with (
            recorder().use_cassette(str(cassette), record_mode=mode),
            pytest.raises(StatusError) as caught,
        ):
            do(sandbox, "finapi_access", work, "sync", as_user=True)
        codes.append((caught.value.status_code, caught.value.code))
    assert codes[0] == codes[1] == (404, "UNKNOWN_ENTITY")


def interaction(url: str, sent: Any, answer: Any, status: int = 200) -> dict[str, Any]:
    return {
        "request": {
            "method": "POST" if sent else "GET",
            "uri": url,
            "body": json.dumps(sent) if sent else None,
            "headers": {
                "Authorization": ["Bearer geheim-token-abc"],
                "Content-Type": ["application/json"],
            },
        },
        "response": {
            "status": {"code": status, "message": "OK"},
            "headers": {
                "Content-Type": ["application/json"],
                "X-Session": ["session-77aa88bb99cc"],
            },
            "body": {"string": json.dumps(answer)},
        },
    }


RECORDED = [
    interaction(
        "https://sandbox.finapi.io/api/v2/bankConnections/import",
        {
            "bankId": 280001,
            "loginCredentials": [{"label": "PIN", "value": "geheime-pin"}],
            "name": HOLDERS[0],
        },
        {"id": 1, "name": HOLDERS[0], "owners": [{"lastName": "Öztürk", "street": STREET}]},
        201,
    ),
    interaction(
        f"https://sandbox.finapi.io/api/v2/transactions?view=userView&counterpart={quote(HOLDERS[1])}",
        None,
        {
            "transactions": [
                {
                    "id": 7,
                    "amount": -12.50,
                    "purpose": PURPOSES[0],
                    "counterpartIban": SPACED[0],
                    "counterpartName": HOLDERS[1],
                    "counterpartAccountNumber": "0532013000",
                    "endToEndReference": "ref-2024-99887",
                }
            ],
            "income": 0.10,
        },
    ),
    interaction(
        f"https://banksapi.io/customer/v2/bankzugaenge/8fb65b0e-9418-412d-9865-b960ef81b43f"
        f"/{IBANS[1]}/kontoumsaetze",
        None,
        [
            {
                "id": "x",
                "betrag": 12.34,
                "verwendungszweck": PURPOSES[1],
                "gegenkontoInhaber": HOLDERS[2],
                "gegenkontoIban": IBANS[2],
            }
        ],
    ),
    interaction(
        "https://sandbox.finapi.io/api/v2/users",
        {"id": "kundin77", "password": "Passwort-99", "email": "e.m@kanarie.invalid"},
        {
            "id": "kundin77",
            "email": "e.m@kanarie.invalid",
            "phone": "+49 30 88776655",
            "isAutoUpdateEnabled": True,
        },
        201,
    ),
    interaction(
        "https://sandbox.finapi.io/api/v2/payments/submit",
        {
            "paymentId": 5,
            "multiStepAuthentication": {"hash": "x", "challengeResponse": "246813"},
            "redirectUrl": "https://app.invalid/back?user=kundin77#geheim-anker",
        },
        {
            "id": 5,
            "iban": SPACED[0],
            "bankMessage": "Auftrag von Dr. Öztürk, 0049 221 99887766",
        },
    ),
    interaction(
        "https://www.bankimport.com/api/v1/bank-accounts?account_number=0532013000",
        None,
        {
            "bank_accounts": [
                {
                    "id": 1,
                    "account_owner": "Anneliese Brandstätter",
                    "account_number": "7788990011",
                    "sub_account_number": "77",
                    "balance": 24323.49,
                    "iban": "DE02120300000000202051",
                }
            ]
        },
    ),
    interaction(
        "https://webform-sandbox.finapi.io/api/tasks/8fb65b0e-9418-412d-9865-b960ef81b43f",
        None,
        {"id": "8fb65b0e-9418-412d-9865-b960ef81b43f", "payload": {"errorMessage": SPACED[1]}},
    ),
    interaction(
        "https://banksapi.io/customer/v2", None, {"user": {"id": 7, "free": "geheimes Geschenk"}}
    ),
    interaction("https://bank.invalid/geheim/im/html", None, "<p>rotes-geheimnis</p>"),
    interaction("https://bank.invalid/kunde4711?token=geheim-token-abc", None, {"a": HOLDERS[0]}),
]  # fmt: skip


def as_har(recorded: list[dict[str, Any]]) -> dict[str, Any]:
    def headers(message: dict[str, Any]) -> list[dict[str, str]]:
        return [{"name": key, "value": one[0]} for key, one in message["headers"].items()]

    return {
        "log": {
            "version": "1.2",
            "entries": [
                {
                    "request": {
                        "method": one["request"]["method"],
                        "url": one["request"]["uri"],
                        "headers": headers(one["request"]),
                        "cookies": [{"name": "id", "value": "session-77aa88bb99cc"}],
                        "postData": {
                            "mimeType": "application/json",
                            "text": one["request"]["body"] or "",
                        },
                    },
                    "response": {
                        "status": one["response"]["status"]["code"],
                        "headers": headers(one["response"]),
                        "content": {
                            "mimeType": "application/json",
                            "encoding": "base64",
                            "text": b64encode(one["response"]["body"]["string"].encode()).decode(),
                        },
                    },
                }
                for one in recorded
            ],
        }
    }


@pytest.mark.parametrize("form", ["cassette", "har"])
def test_finished_recordings_are_scrubbed(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    ``kontokit-sandbox scrub FILE``: values of all APIs go, in URLs, headers, cookies, requests and
    responses; ``--check`` names the places first, without a value, and is content afterwards.
    """
    tree = {"interactions": RECORDED, "version": 1} if form == "cassette" else as_har(RECORDED)
    file = tmp_path / "recording"
    file.write_text(json.dumps(tree), "utf-8")
    assert main(["scrub", str(file), "--check"]) == 1
    found = capsys.readouterr().out
    assert left_in(found) == []
    assert "places hold something private" in found
    assert "looks like iban" in found or form == "har"
    assert main(["scrub", str(file)]) == 0
    text = file.read_text("utf-8")
    assert left_in(text) == []
    assert main(["scrub", str(file), "--check"]) == 0
    assert capsys.readouterr().out == f"{file}: clean\n"
    assert scrub_text(text) == text
    assert "-12.5" in text
    assert "0.1" in text
    assert "12.34" in text


def test_yaml_is_scrubbed_too(tmp_path: Path) -> None:
    """
    As vcrpy writes it by itself.
    """
    file = tmp_path / "cassette.yaml"
    serializer = vcr.VCR().serializers["yaml"]
    file.write_text(serializer.serialize({"interactions": RECORDED, "version": 1}), "utf-8")
    assert main(["scrub", str(file)]) == 0
    assert left_in(file.read_text("utf-8")) == []
    assert len(serializer.deserialize(file.read_text("utf-8"))["interactions"]) == len(RECORDED)


@pytest.mark.parametrize("text", ["", "[]", "{}", "a: [", '{"log": 1}', "Liebe Grüße"])
def test_what_is_no_recording_is_left_alone(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text(text, "utf-8")
    assert main(["scrub", str(file)]) == 1
    assert "neither a cassette of vcrpy nor a HAR file" in capsys.readouterr().err
    assert file.read_text("utf-8") == text
    with pytest.raises(RecordingError):
        remains(text)
    assert main(["scrub", str(tmp_path / "nothing")]) == 1


def test_forty_values_are_planted() -> None:
    """
    In every kind of place.
    """
    assert len({*PRIVATE}) >= 40


def test_a_replacement_stays_as_it_is() -> None:
    """
    Also in another recording, so that a cassette can be scrubbed twice.
    """
    first = Texts(Replacements())
    for text in [*PURPOSES, *SPACED, *IBANS]:
        once = first.purpose(text)
        assert Texts(Replacements()).purpose(once) == once


def test_equal_values_are_replaced_equally() -> None:
    """
    With blanks and without; different ones differently.
    """
    made = Replacements()
    texts = Texts(made)
    assert made.iban(SPACED[0]).replace(" ", "") == made.iban(IBANS[0])
    assert texts.purpose(IBANS[0]) == made.iban(IBANS[0])
    assert len({made.iban(one) for one in IBANS}) == 3
    assert len({made.name(f"Person {n}") for n in range(500)}) == 500
    assert made.name("ERIKA  Muster") == made.name("Erika Muster")


def test_names_that_are_told_are_found_in_every_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A name in a bank's message is a word like any other, unless somebody says that it is a name.
    """
    url = "https://sandbox.finapi.io/api/v2/payments/submit"
    said = {"id": 5, "bankMessage": "Auftrag von Anneliese Brandstätter"}
    file = tmp_path / "cassette.json"
    file.write_text(json.dumps({"interactions": [interaction(url, {"paymentId": 5}, said)]}))
    assert main(["scrub", str(file)]) == 0
    assert main(["scrub", str(file), "--check"]) == 0
    assert main(["scrub", str(file), "--check", "--name", "Anneliese Brandstätter"]) == 1
    assert "Brandstätter" not in capsys.readouterr().out
    assert main(["scrub", str(file), "--name", "Anneliese Brandstätter"]) == 0
    assert (
        "Auftrag von Alex Beispiel"
        in json.loads(
            json.loads(file.read_text("utf-8"))["interactions"][0]["response"]["body"]["string"]
        )["bankMessage"]
    )


def test_settings_can_be_copied() -> None:
    """
    pytest-recording does so for each test; request and response stay of one recording.
    """
    copied = copy.deepcopy(vcr_config())
    request, response = copied["before_record_request"], copied["before_record_response"]
    assert request.__self__ is response.__self__


def test_plugin_registers_the_matcher_with_pytest_recording(pytestconfig: pytest.Config) -> None:
    """
    Its hook is called with the ``VCR`` of each test.
    """
    made = vcr.VCR(**vcr_config())
    pytest_plugin.pytest_recording_configure(pytestconfig, made)
    assert "kontokit" in made.matchers
