# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What Bankimport sends to you.

A notification is a hint, not a proof: fetch what it names before you act on it.
"""

from __future__ import annotations

from kontokit import Secret
from kontokit.operations import scrub_traceback
from kontokit.webhooks import GivenHeaders, Notifications, UnknownNotification
from kontokit_bankimport import models

Notification = models.PushNotification | UnknownNotification
"""Every documented notification, and one for kinds that a later version may add."""

NOTIFICATIONS: Notifications[models.PushNotification] = Notifications(
    types={"transactionsImported": models.PushNotification}, digest="sha512"
)
"""The kinds of notification, for a ``kontokit.webhooks.Receiver``."""


@scrub_traceback
def parse_notification(body: bytes | str) -> Notification:
    """
    Parse the body of a notification.

    Args:
        body: The raw body of the incoming request, at most 64 KiB.

    Returns:
        The notification as its model, or ``UnknownNotification`` if its kind is not known.

    Raises:
        PayloadError: The body is not JSON, is too large or lacks a field of every notification.
    """
    return NOTIFICATIONS.parse(body)


@scrub_traceback
def unwrap(
    body: bytes | str,
    headers: GivenHeaders,
    secret: Secret | str | bytes,
    *,
    header: str | None = None,
) -> Notification:
    """
    Verify the signature of an incoming request and parse its body.

    Even if the signature is valid, fetch what it names. A ``Receiver`` of ``kontokit.webhooks``
    also finds repetitions.

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
    return NOTIFICATIONS.unwrap(body, headers, secret, header=header)
