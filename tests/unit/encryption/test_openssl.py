"""
The same results as those of the ``openssl`` command.
"""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from kontokit import CredentialCipher, DataDecryptionKey
from kontokit.encryption import Padding
from tests.support.keys import DATA_KEY, DATA_KEY_DIGITS, DERIVED_AES_KEY, UNDOING, private_forms

Run = Callable[..., bytes]

OAEP = ["-pkeyopt", "rsa_padding_mode:oaep"]
OPTIONS = {
    Padding.OAEP_SHA1: [*OAEP, "-pkeyopt", "rsa_oaep_md:sha1", "-pkeyopt", "rsa_mgf1_md:sha1"],
    Padding.OAEP_SHA256: [
        *OAEP,
        "-pkeyopt",
        "rsa_oaep_md:sha256",
        "-pkeyopt",
        "rsa_mgf1_md:sha256",
    ],
    Padding.PKCS1_V15: ["-pkeyopt", "rsa_padding_mode:pkcs1"],
}


def _texts(longest: int) -> list[str]:
    """
    Some dozens of texts, from one byte to the longest, umlauts and emoji among them.
    """
    dice = random.Random(longest)
    texts = ["x" * longest, "ß" * (longest // 2), "😀" * (longest // 4), "a", "Grüße"]
    for _ in range(31):
        sizes = dice.randint(1, longest // 4)
        texts.append("".join(dice.choice("aZ09 äöüß€😀\n'\"") for _ in range(sizes)))
    return texts


@pytest.fixture(scope="session")
def key_file(private_key: RSAPrivateKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The private key in a file.
    """
    path = tmp_path_factory.mktemp("keys") / "private.pem"
    path.write_bytes(private_forms(private_key)["PKCS#8 PEM"])
    return path


def test_openssl_opens_what_we_encrypt(
    credential_cipher: CredentialCipher, padding: Padding, key_file: Path, openssl: Run
) -> None:
    """
    With the private key, openssl reads every credential under every padding.
    """
    for text in _texts(credential_cipher.limit):
        given = b64decode(credential_cipher.encrypt(text))
        plain = openssl("pkeyutl", "-decrypt", "-inkey", key_file, *OPTIONS[padding], given=given)
        assert plain.decode() == text


def test_openssl_encrypts_as_we_do(
    credential_cipher: CredentialCipher,
    padding: Padding,
    key_file: Path,
    private_key: RSAPrivateKey,
    openssl: Run,
) -> None:
    """
    What opens our ciphertexts opens those of openssl too, up to the same longest text.
    """
    for text in _texts(credential_cipher.limit):
        sealed = openssl(
            "pkeyutl", "-encrypt", "-inkey", key_file, *OPTIONS[padding], given=text.encode()
        )
        assert private_key.decrypt(sealed, UNDOING[padding]).decode() == text
        ours = b64decode(credential_cipher.encrypt(text))
        assert private_key.decrypt(ours, UNDOING[padding]).decode() == text


def test_openssl_reads_the_same_fingerprint(
    public_pem: bytes, key_file: Path, openssl: Run
) -> None:
    """
    A fingerprint is what openssl makes of the key in DER.
    """
    info = openssl("pkey", "-in", key_file, "-pubout", "-outform", "DER")
    digest = openssl("dgst", "-sha256", "-r", given=info).split()[0].decode()
    assert CredentialCipher.from_pem(public_pem, fingerprint=digest).fingerprint == digest


def test_openssl_and_the_data_key_agree(openssl: Run) -> None:
    """
    AES-128-CBC of openssl opens what the data key encrypts, and the other way round.
    """
    cipher = ["enc", "-aes-128-cbc", "-K", DERIVED_AES_KEY, "-iv", DATA_KEY_DIGITS]
    for text in ["", *_texts(64)]:
        sealed = openssl(*cipher, given=text.encode())
        assert DATA_KEY.decrypt(b64encode(sealed).decode()) == text
        assert openssl(*cipher, "-d", given=b64decode(DATA_KEY.encrypt(text))).decode() == text


def test_openssl_derives_the_same_key(openssl: Run) -> None:
    """
    PBKDF2 of openssl gives the AES key behind a data key, for the vector and for others.
    """
    dice = random.Random(4)
    for digits in (DATA_KEY_DIGITS, *(dice.randbytes(16).hex() for _ in range(12))):
        derived = openssl(
            "kdf", "-keylen", 16, "-kdfopt", "digest:SHA1", "-kdfopt", f"pass:{digits}",
            "-kdfopt", f"hexsalt:{digits}", "-kdfopt", "iter:1000", "-binary", "PBKDF2",
        )  # fmt: skip
        sealed = openssl("enc", "-aes-128-cbc", "-K", derived.hex(), "-iv", digits, given=b"Gru")
        assert DataDecryptionKey(digits).decrypt(b64encode(sealed).decode()) == "Gru"
