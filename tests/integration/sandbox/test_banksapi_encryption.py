"""
BANKSapi in the box: credentials are encrypted for its key, or refused.
"""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import (
    MGF1,
    OAEP,
    AsymmetricPadding,
    PKCS1v15,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import CERTIFICATE, DEMO_PROVIDER, ciphertext
from tests.support.banksapi_customers import ACCESS, ACCESSES, Caller, Customer, codes
from tests.support.raw_http import Reply

OAEP_SHA1 = OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None)
OAEP_SHA256 = OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None)
TRANSFERS = "/customer/v2/ueberweisung"
PRODUCT = f"{DEMO_PROVIDER}/DE00123456789012345679"
TEXT = "geheim-4711"


def our_key() -> RSAPublicKey:
    key = load_pem_x509_certificate(CERTIFICATE.encode()).public_key()
    assert isinstance(key, RSAPublicKey)
    return key


def foreign_key() -> RSAPublicKey:
    """
    A key that no one can decrypt with: its factors are unknown.
    """
    modulus = random.Random(4096).getrandbits(4096) | 1 << 4095 | 1
    return RSAPublicNumbers(65537, modulus).public_key()


def encrypted(
    text: str | bytes, key: RSAPublicKey | None = None, padding: AsymmetricPadding = OAEP_SHA1
) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return b64encode((key or our_key()).encrypt(raw, padding)).decode()


def encrypt(caller: Caller, content: bytes) -> Reply:
    headers = {"Content-Type": "application/octet-stream+base64"}
    return caller.call("PUT", "/encrypt", content=content, headers=headers)


def add(customer: Customer, userid: str, pin: str) -> Reply:
    data = {"providerId": DEMO_PROVIDER, "credentials": {"userid": userid, "pin": pin}}
    return customer.call("POST", ACCESSES, {ACCESS: data})


def test_what_the_server_encrypts_it_reads_again(customer: Customer) -> None:
    """
    The answer is RSA with 4096 bits in Base64, and is what the plain value is when it comes back.
    """
    values = [encrypt(customer, b64encode(one)) for one in (b"demo1", b"falsch")]
    for reply in values:
        assert reply.headers["content-type"] == "application/octet-stream+base64"
        assert len(reply.body) == 684
        assert len(b64decode(reply.body, validate=True)) == 512
    user, pin = (reply.body.decode() for reply in values)
    assert add(customer, user, pin).status == 201
    assert codes(customer.access()) == ["BA1011"]


def test_no_encryption_looks_like_another(client: Caller) -> None:
    """
    The same value gives another ciphertext each time.
    """
    body = b64encode(TEXT.encode())
    made = {encrypt(client, body).body for _ in range(3)} | {ciphertext(TEXT).encode()}
    assert len(made) == 4


@pytest.mark.parametrize(("length", "status"), [(470, 200), (471, 400)])
def test_a_key_has_room_for_470_bytes(client: Caller, length: int, status: int) -> None:
    """
    A longer value is refused, whatever its letters are.
    """
    text = "ä" * (length // 2) + "a" * (length % 2)
    assert encrypt(client, b64encode(text.encode())).status == status


@pytest.mark.parametrize("body", [b"geheim!", b64encode(b"\xff\xfe")])
def test_only_base64_of_a_text_is_encrypted(client: Caller, body: bytes) -> None:
    """
    A value that is no text in Base64 is refused.
    """
    assert encrypt(client, body).status == 400


@pytest.mark.parametrize(
    ("user", "status"), [("demo1", "VOLLSTAENDIG"), ("test_sca_method+2", "INTERAKTION")]
)
def test_the_certificate_is_all_that_is_needed(
    sandbox: Sandbox, customer: Customer, user: str, status: str
) -> None:
    """
    What is encrypted with the certificate, without asking the server, chooses what happens.
    """
    assert sandbox.credentials.banksapi_certificate == CERTIFICATE
    assert add(customer, encrypted(user), encrypted("demo")).status == 201
    assert customer.access()["status"] == status


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        (TEXT, "is not encrypted"),
        ("", "is not encrypted"),
        (b64encode(TEXT.encode()).decode(), "is not encrypted"),
        (ciphertext(TEXT)[:-4], "is not encrypted"),
        (ciphertext(TEXT) + "\n", "is not encrypted"),
        (encrypted(TEXT, foreign_key()), "is encrypted with another key or padding"),
        (encrypted(TEXT, padding=OAEP_SHA256), "is encrypted with another key or padding"),
        (encrypted(TEXT, padding=PKCS1v15()), "is encrypted with another key or padding"),
        (b64encode(bytes(512)).decode(), "is encrypted with another key or padding"),
        (encrypted(b"\xff\xfe"), "is not UTF-8"),
    ],
    ids=[
        "clear",
        "empty",
        "base64",
        "short",
        "line break",
        "foreign key",
        "sha256",
        "pkcs1",
        "zeros",
        "bytes",
    ],
)
def test_what_cannot_be_read_is_refused(customer: Customer, pin: str, reason: str) -> None:
    """
    The answer says which value is not encrypted for this key, shows none, and nothing is done.
    """
    reply = add(customer, ciphertext("demo1"), pin)
    assert reply.status == 400
    (finding,) = reply.json["findings"]
    assert finding.startswith(f"credentials.pin {reason}")
    assert TEXT.encode() not in reply.body
    assert customer.get(ACCESSES) == {}


TRANSFER: dict[str, Any] = {
    "empfaenger": "Muster GmbH",
    "verwendungszweck": "Rechnung",
    "iban": "DE89370400440532013000",
    "waehrung": "EUR",
    "betrag": 1337.42,
}
ORDER = {
    "recipient": "Muster GmbH",
    "purpose": "Rechnung",
    "iban": "DE89370400440532013000",
    "currency": "EUR",
    "amount": 1337.42,
}
PAYMENT = {"provider": DEMO_PROVIDER, "product": "DE1"}
CALLS: dict[str, dict[str, Any]] = {
    f"{TRANSFERS}/{PRODUCT}": TRANSFER,
    f"{TRANSFERS}/bulk/{PRODUCT}": {"payments": [TRANSFER]},
    "/customer/v2/payment/single-transfer": {**PAYMENT, "transferDetails": ORDER},
    "/customer/v2/payment/bulk-transfer": {**PAYMENT, "transferDetails": [ORDER]},
}


@pytest.mark.parametrize("path", CALLS)
def test_payments_want_ciphertext(customer: Customer, path: str) -> None:
    """
    Credentials in clear start no payment, and the same encrypted do.
    """
    clear = {"userid": "demo1", "pin": TEXT}
    reply = customer.call("POST", path, {**CALLS[path], "credentials": clear})
    assert reply.status == 400
    assert len(reply.json["findings"]) == 2
    assert TEXT.encode() not in reply.body
    sealed = {name: encrypted(value) for name, value in clear.items()}
    assert customer.call("POST", path, {**CALLS[path], "credentials": sealed}).status == 200


def test_a_consent_wants_ciphertext(customer: Customer) -> None:
    """
    Credentials for an SCA are decrypted like those of a new access.
    """
    customer.complete_access()
    path = f"{ACCESSES}/{ACCESS}/consent"
    for value, status in ((TEXT, 400), (encrypted("demo1", foreign_key()), 400)):
        data = {"providerId": DEMO_PROVIDER, "credentials": {"userid": value}}
        assert customer.call("POST", path, {ACCESS: data}).status == status
    login = {"userid": encrypted("demo1"), "pin": encrypted("falsch")}
    data = {"providerId": DEMO_PROVIDER, "credentials": login}
    assert customer.call("POST", path, {ACCESS: data}).status == 201
    assert codes(customer.access()) == ["BA1011"]
