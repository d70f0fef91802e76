"""
Credentials of a bank: encrypted by the client, decrypted by the bank in the box.
"""

from __future__ import annotations

import asyncio
import random
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kontokit import ArgumentError, BadRequestError, ClientCredentials, CredentialCipher, Secret
from kontokit.encryption import Padding
from kontokit_banksapi import AsyncBanksapi, BankAccessStatus, Banksapi, models
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER, USER_NAME, USER_PASSWORD

USER, PIN = "test_sca_method", "Geheime-PIN-4711"
LOGIN = {"userid": USER, "pin": PIN}


def settings(sandbox: Sandbox, key: str | bytes | CredentialCipher | None) -> dict[str, Any]:
    known = sandbox.credentials
    client = ClientCredentials(known.banksapi_client, known.banksapi_client_secret)
    url = sandbox.url("banksapi")
    return {"client_credentials": client, "credential_key": key, "base_url": url}


@contextmanager
def user_with(sandbox: Sandbox, key: str | bytes | CredentialCipher | None) -> Iterator[Banksapi]:
    with Banksapi(**settings(sandbox, key)) as client:
        yield client.as_user(USER_NAME, USER_PASSWORD)


def foreign_key() -> bytes:
    """
    A key that no one can decrypt with: its factors are unknown.
    """
    modulus = random.Random(4096).getrandbits(4096) | 1 << 4095 | 1
    key = RSAPublicNumbers(65537, modulus).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def add(client: Banksapi, login: Any) -> models.BankAccess:
    access_id = str(uuid4())
    client.bank_accesses.add(access_id, provider_id=DEMO_PROVIDER, credentials=login)
    return client.bank_accesses.get(access_id)


def codes(access: models.BankAccess) -> list[str]:
    return [str(each.code) for each in access.messages or []]


def assert_nothing_in_clear(sandbox: Sandbox) -> None:
    for request in sandbox.requests:
        assert PIN.encode() not in request.body
        assert USER.encode() not in request.body


@pytest.mark.parametrize("as_bytes", [False, True])
def test_plain_credentials_are_encrypted_on_their_way(sandbox: Sandbox, *, as_bytes: bool) -> None:
    """
    A client that holds the certificate takes plain credentials; the bank reads them, the wire not.
    """
    certificate = sandbox.credentials.banksapi_certificate
    key = certificate.encode() if as_bytes else certificate
    with user_with(sandbox, key) as client:
        assert add(client, LOGIN).status == BankAccessStatus.INTERAKTION
        wrong = {"userid": Secret("demo1"), "pin": Secret("falsch")}
        assert codes(add(client, wrong)) == ["BA1011"]
    assert_nothing_in_clear(sandbox)


def test_a_cipher_does_it_by_hand(sandbox: Sandbox) -> None:
    """
    What a CredentialCipher made is sent as it is, by a client that has no key or has one.
    """
    cipher = CredentialCipher.from_pem(sandbox.credentials.banksapi_certificate)
    for key in (None, cipher):
        with user_with(sandbox, key) as client:
            sealed = cipher.encrypt_credentials(LOGIN)
            assert add(client, sealed).status == BankAccessStatus.INTERAKTION
            texts = {name: cipher.encrypt(value) for name, value in LOGIN.items()}
            assert add(client, texts).status == BankAccessStatus.INTERAKTION
            assert texts["pin"].encode() in b"".join(each.body for each in sandbox.requests)
    assert_nothing_in_clear(sandbox)


def test_the_server_encrypts_too(banksapi: Banksapi) -> None:
    """
    What the server encrypted is good as a credential, and no two encryptions are the same.
    """
    user, pin, again = (
        banksapi.encryption.encrypt(b64encode(text).decode())
        for text in (b"demo1", b"falsch", b"falsch")
    )
    assert len({pin, again}) == 2
    for value in (pin, again):
        assert codes(add(banksapi, {"userid": user, "pin": value})) == ["BA1011"]


def test_a_pin_in_clear_is_not_sent(banksapi: Banksapi, sandbox: Sandbox) -> None:
    """
    A client without a key refuses plain credentials before anything leaves.
    """
    before = len(sandbox.requests)
    with pytest.raises(ArgumentError, match="must be encrypted") as caught:
        add(banksapi, LOGIN)
    assert PIN not in str(caught.value)
    assert len(sandbox.requests) == before


def assert_refused(sandbox: Sandbox, cipher: CredentialCipher) -> None:
    with user_with(sandbox, cipher) as client:
        with pytest.raises(BadRequestError) as caught:
            add(client, LOGIN)
        assert b"credentials.pin is encrypted with another key" in (caught.value.body or b"")
        assert client.bank_accesses.list().first_page() == {}


def test_another_key_is_refused(sandbox: Sandbox) -> None:
    """
    The bank refuses what was encrypted for someone else, and no access comes of it.
    """
    assert_refused(sandbox, CredentialCipher.from_pem(foreign_key()))


@pytest.mark.parametrize("padding", [Padding.OAEP_SHA256, Padding.PKCS1_V15])
def test_another_padding_is_refused(sandbox: Sandbox, padding: Padding) -> None:
    """
    The bank undoes no other padding than the one that is the runtime's default.
    """
    certificate = sandbox.credentials.banksapi_certificate
    assert_refused(sandbox, CredentialCipher.from_pem(certificate, padding=padding))


def test_a_payment_is_encrypted_too(sandbox: Sandbox) -> None:
    """
    The user of a payment chooses what happens, and is not on the wire.
    """
    with user_with(sandbox, sandbox.credentials.banksapi_certificate) as client:
        made = client.payments.initiate_single_transfer(
            provider=DEMO_PROVIDER,
            product="DE1",
            transfer_details={
                "recipient": "Muster GmbH",
                "purpose": "Rechnung",
                "iban": "DE89370400440532013000",
                "currency": "EUR",
                "amount": "13.37",
            },
            credentials=LOGIN,
        )
    assert [each.code for each in made.messages or []] == ["BA3010"]
    assert_nothing_in_clear(sandbox)


def test_asyncio_encrypts_alike(sandbox: Sandbox) -> None:
    """
    The asynchronous client encrypts plain credentials, and refuses them without a key.
    """
    known, access_id = sandbox.credentials, str(uuid4())

    async def walk() -> models.BankAccess:
        async with AsyncBanksapi(**settings(sandbox, known.banksapi_certificate)) as anonymous:
            client = anonymous.as_user(USER_NAME, USER_PASSWORD)
            await client.bank_accesses.add(access_id, provider_id=DEMO_PROVIDER, credentials=LOGIN)
            return await client.bank_accesses.get(access_id)

    async def refused() -> None:
        async with AsyncBanksapi(**settings(sandbox, None)) as anonymous:
            client = anonymous.as_user(USER_NAME, USER_PASSWORD)
            with pytest.raises(ArgumentError, match="must be encrypted"):
                await client.bank_accesses.add(
                    access_id, provider_id=DEMO_PROVIDER, credentials=LOGIN
                )

    assert asyncio.run(walk()).status == BankAccessStatus.INTERAKTION
    asyncio.run(refused())
    assert_nothing_in_clear(sandbox)
