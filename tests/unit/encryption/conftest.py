"""
Fixtures: one key pair, and ciphers with it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kontokit.encryption import CredentialCipher, Padding, RecordCipher
from tests.support.keys import KEY


@pytest.fixture(scope="session")
def private_key() -> RSAPrivateKey:
    """
    The private key of 2048 bits that a provider would have.
    """
    return generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def public_pem(private_key: RSAPrivateKey) -> bytes:
    """
    Its public half, as a provider hands it out.
    """
    return private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(params=list(Padding), ids=lambda padding: padding.name)
def padding(request: pytest.FixtureRequest) -> Padding:
    """
    Each padding, one after the other.
    """
    return Padding(request.param)


@pytest.fixture
def credential_cipher(public_pem: bytes, padding: Padding) -> CredentialCipher:
    """
    A cipher with that key and each padding.
    """
    return CredentialCipher.from_pem(public_pem, padding=padding)


@pytest.fixture
def cipher() -> RecordCipher:
    """
    A cipher for records, with the key of these tests.
    """
    return RecordCipher(KEY)


@pytest.fixture(scope="session")
def openssl() -> Callable[..., bytes]:
    """
    Runs the ``openssl`` command and gives what it writes.
    """
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("there is no openssl command")

    def run(*arguments: object, given: bytes = b"") -> bytes:
        command = [program, *map(str, arguments)]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout

    return run
