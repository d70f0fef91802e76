"""
What must not leave in clear: marked texts become ciphertext, or are refused.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kontokit import ArgumentError, CredentialCipher, Model, Secret
from kontokit.operations import Body, Operation, Result
from kontokit.serialization import Encrypted
from kontokit.serialization.json_encoder import encode
from tests.support.bank import Bank
from tests.support.clients import AnyClient

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class Login(Model, kw_only=True):
    """What a bank is signed in with."""

    bank: str
    credentials: dict[str, Encrypted]


SIGN_IN: Operation[Any] = Operation(
    id="signIn",
    method="POST",
    path="/logins",
    retry_class="bank",
    body=Body(type=Login, required=True),
    results={200: Result(type=Any)},
)
BODY = {"bank": "b", "credentials": {"userid": "anna", "pin": Secret("geheim")}}


def _decrypted(text: str) -> str:
    scheme = padding.OAEP(padding.MGF1(SHA1()), SHA1(), None)
    return KEY.decrypt(b64decode(text, validate=True), scheme).decode()


@pytest.mark.parametrize("key", [PEM, PEM.decode(), CredentialCipher.from_pem(PEM)])
def test_a_client_with_a_key_encrypts_by_itself(
    bank: Bank, any_client: AnyClient, key: Any
) -> None:
    """
    Marked values reach the wire as ciphertext, all others as they are.
    """
    any_client.settings["credential_key"] = key
    any_client.call(SIGN_IN, {}, BODY)
    sent = msgspec.json.decode(bank.last.body)
    assert sent["bank"] == "b"
    opened = {name: _decrypted(value) for name, value in sent["credentials"].items()}
    assert opened == {"userid": "anna", "pin": "geheim"}
    assert b"geheim" not in bank.last.body


def test_a_client_without_a_key_sends_nothing_in_clear(bank: Bank, any_client: AnyClient) -> None:
    """
    The error names the place and the argument, and nothing was sent.
    """
    with pytest.raises(ArgumentError, match=r"^credentials\[0\]: it must be encrypted; pass cred"):
        any_client.call(SIGN_IN, {}, BODY)
    assert bank.heard == []


def test_ciphertext_stays_as_it_is(bank: Bank, any_client: AnyClient) -> None:
    """
    What someone has encrypted already is sent by clients with and without a key.
    """
    cipher = CredentialCipher.from_pem(PEM)
    body = {"bank": "b", "credentials": cipher.encrypt_credentials({"pin": "geheim"})}
    for settings in ({}, {"credential_key": PEM}):
        any_client.settings = settings
        any_client.call(SIGN_IN, {}, body)
        sent = msgspec.json.decode(bank.last.body)["credentials"]["pin"]
        assert _decrypted(sent) == "geheim"


def test_what_is_too_long_to_encrypt_names_its_place(bank: Bank, any_client: AnyClient) -> None:
    """
    The message has the limit and not the value.
    """
    any_client.settings["credential_key"] = PEM
    body = {"bank": "b", "credentials": {"pin": "x" * 300}}
    with pytest.raises(ArgumentError, match=r"^credentials\[0\]") as caught:
        any_client.call(SIGN_IN, {}, body)
    assert "214" in str(caught.value)
    assert "xxx" not in str(caught.value)
    assert bank.heard == []


@pytest.mark.parametrize(
    "text",
    ["", "1234", "geheim", "x" * 344, b64encode(bytes(255)).decode(), "=" * 344,
     b64encode(bytes(256)).decode() + "\n", b64encode(bytes(200)).decode()],
)  # fmt: skip
def test_only_ciphertext_looks_like_ciphertext(any_client: AnyClient, text: str) -> None:
    """
    Nothing a user could type passes for a block of RSA.
    """
    body = {"bank": "b", "credentials": {"pin": text}}
    with pytest.raises(ArgumentError, match="must be encrypted; pass credential_key"):
        any_client.call(SIGN_IN, {}, body)


def test_where_nothing_is_sent_nothing_is_encrypted() -> None:
    """
    Writing a model as JSON by itself shows what is in it, as for every secret.
    """
    login = Login(bank="b", credentials={"pin": Secret("geheim")})
    assert msgspec.json.decode(encode(login, Login))["credentials"] == {"pin": "geheim"}
