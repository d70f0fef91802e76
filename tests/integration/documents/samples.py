"""
The samples of the source documents, with the host replaced.
"""

from __future__ import annotations

import json
from base64 import b64decode
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HOST: Final = "{host}"
_ALL: Final = Path(__file__).parents[2] / "data"
_OWN: Final = Path(__file__).parent / "data"
_HOSTS: Final = ("https://banksapi.io:443", "https://banksapi.io", "http://banksapi.io")


@cache
def _by_line(name: str) -> dict[int, str]:
    rows = json.loads((_ALL / f"{name}-examples.json").read_text())
    return {row["line"]: json.dumps(row["body"]) for row in rows}


def _read(text: str) -> Any:
    for host in _HOSTS:
        text = text.replace(host, HOST)
    return json.loads(text)


def banksapi(line: int, **changes: Any) -> Any:
    """
    The sample in a line of document 001, with some of its fields replaced.
    """
    return {**_read(_by_line("banksapi")[line]), **changes}


def finapi(line: int) -> Any:
    """
    The sample in a line of document 004.
    """
    return _read(_by_line("finapi-access-v1")[line])


@cache
def _own(name: str) -> Any:
    return json.loads((_OWN / f"{name}.json").read_text())


def message(name: str, key: str) -> Any:
    """
    A message from a file of this folder, where no document has a sample of it.
    """
    return deepcopy(_own(name)[key]["body"])


_PRIVATE_KEY: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_KEY: Final = _PRIVATE_KEY.public_key().public_bytes(
    Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
)


class Encrypted:
    """
    Equals what is this text once it is decrypted: RSA with OAEP and SHA-1, as Base64.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        way = padding.OAEP(padding.MGF1(SHA1()), SHA1(), None)  # the provider's
        try:
            return _PRIVATE_KEY.decrypt(b64decode(str(other), validate=True), way) == (
                self.text.encode()
            )
        except ValueError:
            return False

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Encrypted({self.text!r})"
