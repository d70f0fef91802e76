"""
Signatures of notifications: an HMAC over the raw body.
"""

from __future__ import annotations

import hmac
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from ..core.exceptions import ArgumentError, InvalidSignatureError
from ..core.secret import Secret
from ..core.tracebacks import scrub_traceback
from ..core.typeguards import type_name

Digest: TypeAlias = Literal["sha256", "sha512"]
GivenHeaders: TypeAlias = Mapping[Any, Any] | Iterable[tuple[Any, Any]]
"""Headers as frameworks have them: a mapping or pairs, of str or bytes."""
_MOST_HEADERS: Final = 200
_PREFIXES: Final = ("sha256=", "sha512=")


@scrub_traceback
def verify_signature(
    body: bytes | str,
    signature: str | bytes | None,
    secret: Secret | str | bytes,
    *,
    digest: Digest = "sha512",
) -> None:
    """
    Verify a signature made with a shared secret: an HMAC over the raw body.

    Args:
        body: The body exactly as received; parsing and writing it again changes it. A str is
            taken as UTF-8.
        signature: The value of the header, in hexadecimal or Base64. None if the request has no
            such header.
        secret: The secret you share with the sender.
        digest: The hash that the sender uses.

    Raises:
        InvalidSignatureError: The signature is missing, malformed, or of another body or secret.
            Do not process the request. The comparison takes constant time.
        ArgumentError: The body or the secret is neither str nor bytes, the secret is empty, or
            the hash is unknown.
    """
    _verify(_mac(body, secret, digest), [signature])


def verify_headers(
    body: bytes | str,
    headers: GivenHeaders | None,
    secret: Secret | str | bytes,
    *,
    digest: Digest,
    header: str | None,
) -> None:
    """
    Verify the signature that one of the headers holds.

    Args:
        body: The body exactly as received.
        headers: All headers of the request.
        header: The header with the signature, or None to try each.

    Raises:
        InvalidSignatureError: None holds a valid signature.
        ArgumentError: As ``verify_signature``.
    """
    _verify(_mac(body, secret, digest), _values(headers, header))


def _mac(body: bytes | str, secret: Secret | str | bytes, digest: Digest) -> bytes:
    key = octets(secret.reveal() if isinstance(secret, Secret) else secret, "secret")
    if not key:  # such as an unset variable of the environment; anyone can sign with it
        raise ArgumentError("it is empty", place="secret")
    if digest not in get_args(Digest):
        raise ArgumentError('it must be "sha256" or "sha512"', place="digest")
    return hmac.digest(key, octets(body, "body"), digest)


def _verify(expected: bytes, signatures: Iterable[object]) -> None:
    given = [_decoded(signature, len(expected)) for signature in signatures]
    if not any(hmac.compare_digest(expected, one) for one in given):
        raise InvalidSignatureError("the notification has no valid signature")


def _values(headers: Any, header: str | None) -> Iterator[str]:
    items: Any = getattr(headers, "items", None)
    pairs: Any = items() if callable(items) else headers
    wanted = None if header is None else header.lower()
    found: list[tuple[str, str]] = []
    try:
        for pair in islice(pairs or (), _MOST_HEADERS):
            name, value = cast("tuple[object, object]", pair)
            found.append((_text(name).lower(), _text(value)))
    except (TypeError, ValueError):
        return  # what is no list of headers holds no signature
    for name, value in found:
        if wanted in (None, name):
            yield value


def _text(part: object) -> str:
    if isinstance(part, bytes):
        return part.decode("latin-1")
    return part if isinstance(part, str) else ""


def octets(value: object, place: str) -> bytes:
    """
    The bytes of a body or a secret.

    Args:
        place: Its name in an error.

    Raises:
        ArgumentError: It is neither bytes nor str.
    """
    match value:
        case str():
            # Lone surrogates must not raise an error that quotes the text.
            return value.encode("utf-8", "surrogatepass")
        case bytes() | bytearray():
            return bytes(value)
        case _:
            raise ArgumentError(f"it must be bytes or a str, not {type_name(value)}", place=place)


def _decoded(signature: object, size: int) -> bytes:
    """
    The bytes of a signature; none if it is malformed.
    """
    try:
        text = signature.decode("ascii") if isinstance(signature, bytes) else signature
        if not isinstance(text, str):
            return b""
        text = text.strip()
        text = text[len(_PREFIXES[0]) :] if text.startswith(_PREFIXES) else text
        return bytes.fromhex(text) if len(text) == 2 * size else b64decode(text, validate=True)
    except ValueError:
        return b""
