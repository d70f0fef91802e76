"""
The docstrings of the functions of ``webhooks``.
"""

from __future__ import annotations

WEBHOOK = """Parse the body of a notification.

Args:
    body: The raw body of the incoming request, at most 64 KiB.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
"""


def unwrap_docstring(*, signs: bool) -> str:
    """
    Document ``unwrap``.

    Args:
        signs: The provider signs its notifications.
    """
    return _UNWRAP_SIGNED if signs else _UNWRAP


_UNWRAP = """Parse an incoming request.

The provider signs nothing, so anyone may have sent it: fetch what it names. A ``Receiver`` of
``kontokit.webhooks`` also finds repetitions and gaps.

Args:
    body: The raw body of the incoming request, at most 64 KiB.
    headers: Not needed; for the same call as with other providers.
    secret: None. A secret raises, because nothing could be verified with it.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
    ArgumentError: A secret was passed, or the body is neither bytes nor str.
"""
_UNWRAP_SIGNED = """Verify the signature of an incoming request and parse its body.

Even if the signature is valid, fetch what it names. A ``Receiver`` of ``kontokit.webhooks`` also
finds repetitions.

Args:
    body: The raw body of the incoming request, at most 64 KiB.
    headers: Its headers: a mapping, or pairs of name and value.
    secret: The secret you share with the provider. Without one, use ``parse_notification``.
    header: The header with the signature. By default, every one is tried.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    InvalidSignatureError: No header has a valid signature. Do not process the request.
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
    ArgumentError: The secret is empty or no text, or the body is neither bytes nor str.
"""
