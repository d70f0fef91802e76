"""
Credentials on their way out: what the provider gets, and what is refused.
"""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from kontokit import (
    ArgumentError,
    ConfigurationError,
    CredentialCipher,
    CredentialTooLongError,
    Secret,
)
from kontokit.encryption import Padding
from tests.support.keys import UNDOING
from tests.support.secret_search import reachable

LIMITS = {Padding.OAEP_SHA1: 214, Padding.OAEP_SHA256: 190, Padding.PKCS1_V15: 245}
SIGNS = "abcXYZ0189 +/='\"\\\n\0äöüßÄÖÜéñ€日本😀🏦👩‍👩‍👧"


def _credential(dice: random.Random, size: int) -> str:
    """
    A random text that has exactly so many bytes in UTF-8.
    """
    text, left = "", size
    while left:
        sign = dice.choice(SIGNS)
        if len(sign.encode()) <= left:
            text += sign
            left -= len(sign.encode())
    return text


def _opened(key: RSAPrivateKey, ciphertext: str, padding: Padding) -> str:
    return key.decrypt(b64decode(ciphertext, validate=True), UNDOING[padding]).decode()


@pytest.mark.slow
def test_thousands_of_credentials_come_back(
    credential_cipher: CredentialCipher, private_key: RSAPrivateKey, padding: Padding
) -> None:
    """
    The private key opens every credential, of any length up to the limit, umlauts and emoji too.
    """
    dice = random.Random(27)
    limit = credential_cipher.limit
    count = 2_000 if padding is Padding.OAEP_SHA256 else 10_000
    sizes = [*range(limit + 1), *(dice.randint(0, limit) for _ in range(count - limit - 1))]
    assert len(sizes) == count
    for size in sizes:
        credential = _credential(dice, size)
        ciphertext = credential_cipher.encrypt(credential)
        assert _opened(private_key, ciphertext, padding) == credential


def test_ten_thousand_ciphertexts_of_one_pin_differ(
    credential_cipher: CredentialCipher,
) -> None:
    """
    No one can tell from two ciphertexts whether the PIN is the same; each is one plain line.
    """
    ciphertexts = {credential_cipher.encrypt("12345") for _ in range(10_000)}
    assert len(ciphertexts) == 10_000
    for ciphertext in ciphertexts:
        assert len(ciphertext) == 344
        assert b64encode(b64decode(ciphertext, validate=True)).decode() == ciphertext


def test_one_byte_over_the_limit_is_refused(
    credential_cipher: CredentialCipher, padding: Padding
) -> None:
    """
    The error names the limit and the field, and neither the value nor its length.
    """
    limit = credential_cipher.limit
    assert limit == LIMITS[padding]
    for value in ("q" * (limit + 1), Secret("q" * (limit - 1) + "ß"), "€" * limit):
        with pytest.raises(CredentialTooLongError, match=f"^value: only {limit} bytes") as caught:
            credential_cipher.encrypt(value)
        assert caught.value.limit == limit
        assert "qq" not in str(caught.value)
        assert str(limit + 1) not in str(caught.value)
    with pytest.raises(CredentialTooLongError, match=f"^credentials.pin: only {limit} bytes"):
        credential_cipher.encrypt_credentials({"userid": "demo", "pin": "q" * 300})


def test_every_value_of_a_map_is_encrypted(
    credential_cipher: CredentialCipher, private_key: RSAPrivateKey, padding: Padding
) -> None:
    """
    Names and their order stay, plain texts and secrets are treated alike, and the map given stays.
    """
    given: dict[str, str | Secret] = {
        "userid": "demo1",
        "pin": Secret("gehéim😀"),
        "corporateid": "",
    }
    encrypted = credential_cipher.encrypt_credentials(given)
    assert list(encrypted) == list(given)
    assert given["userid"] == "demo1"
    for name, plain in (("userid", "demo1"), ("pin", "gehéim😀"), ("corporateid", "")):
        assert isinstance(encrypted[name], Secret)
        assert _opened(private_key, encrypted[name].reveal(), padding) == plain
    assert credential_cipher.encrypt_credentials({}) == {}


def test_the_default_padding_is_oaep_with_sha_1(
    public_pem: bytes, private_key: RSAPrivateKey
) -> None:
    """
    A program that names no padding gets the one that is documented.
    """
    ciphertext = CredentialCipher.from_pem(public_pem).encrypt("12345")
    assert _opened(private_key, ciphertext, Padding.OAEP_SHA1) == "12345"
    with pytest.raises(ValueError, match=r"[Dd]ecryption"):
        _opened(private_key, ciphertext, Padding.OAEP_SHA256)


@pytest.mark.parametrize("name", ["OAEP_SHA1", "oaep-sha1", "pkcs1-v1.5", None, 1])
def test_a_padding_is_a_member_of_its_enum(public_pem: bytes, name: Any) -> None:
    """
    A padding that is written as a text is refused, so that none is taken by accident.
    """
    with pytest.raises(ConfigurationError, match=r"kontokit\.encryption\.Padding"):
        CredentialCipher.from_pem(public_pem, padding=name)


@pytest.mark.parametrize("value", [12345, b"geheim", None, ["geheim"], "\ud800geheim"])
def test_what_is_no_text_is_refused(credential_cipher: CredentialCipher, value: Any) -> None:
    """
    Numbers, bytes and broken Unicode are not guessed at, and are not shown.
    """
    with pytest.raises(
        ArgumentError, match=r"^value: (a credential must be|the text is not)"
    ) as one:
        credential_cipher.encrypt(value)
    with pytest.raises(ArgumentError, match=r"^credentials.pin: ") as other:
        credential_cipher.encrypt_credentials({"pin": value})
    for caught in (one, other):
        assert "12345" not in str(caught.value)
        assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("credentials", [None, "geheim", [("pin", "geheim")]])
def test_credentials_are_a_map(credential_cipher: CredentialCipher, credentials: Any) -> None:
    """
    Anything else in place of the map is refused without a trace of it.
    """
    with pytest.raises(ArgumentError, match=r"^credentials: ") as caught:
        credential_cipher.encrypt_credentials(credentials)
    assert not _dragged_along(caught.value)


def test_no_refusal_drags_a_value_along(credential_cipher: CredentialCipher) -> None:
    """
    From an error no credential can be reached, nor the ciphertext of another one.
    """
    long = Secret("geheim" * 60)
    for value in (long, "geheim" * 60, "geheim\ud800", b"geheim", ["geheim"]):
        with pytest.raises(ArgumentError) as one:
            credential_cipher.encrypt(value)  # type: ignore[arg-type]
        with pytest.raises(ArgumentError) as other:
            credential_cipher.encrypt_credentials({"userid": "geheim", "pin": value})  # type: ignore[dict-item]
        for caught in (one, other):
            assert caught.value.__context__ is None
            assert not _dragged_along(caught.value)


def _dragged_along(error: Exception) -> list[str]:
    texts = list(reachable(error))  # type: ignore[arg-type]
    assert texts
    return [text for text in texts if "geheim" in text or len(text) == 344]


def test_a_cipher_tells_which_key_it_has(
    credential_cipher: CredentialCipher, padding: Padding
) -> None:
    """
    Its text is good for a log: padding, size and fingerprint, and nothing of the key itself.
    """
    assert credential_cipher.key_size == 2048
    assert repr(credential_cipher) == (
        f"CredentialCipher(padding={padding.name}, key_size=2048,"
        f" fingerprint='{credential_cipher.fingerprint}')"
    )
