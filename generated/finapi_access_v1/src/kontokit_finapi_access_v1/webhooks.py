# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What finAPI Access v1 sends to you.

A notification is a hint, not a proof: fetch what it names before you act on it.
"""

from __future__ import annotations

from kontokit.operations import scrub_traceback
from kontokit.webhooks import GivenHeaders, Notifications, UnknownNotification
from kontokit_finapi_access_v1 import models

Notification = models.UserNotification | models.UserSynchronization | UnknownNotification
"""Every documented notification, and one for kinds that a later version may add."""

NOTIFICATIONS: Notifications[models.UserNotification | models.UserSynchronization] = Notifications(
    types={
        "triggerEvent": models.UserNotification,
        "callbackHandle": models.UserNotification,
        "notificationRuleId": models.UserNotification,
        "newTransactions": models.UserNotification,
        "details": models.UserNotification,
        "userId": models.UserSynchronization,
    }
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
    body: bytes | str, headers: GivenHeaders | None = None, secret: None = None
) -> Notification:
    """
    Parse an incoming request.

    The provider signs nothing, so anyone may have sent it: fetch what it names. A ``Receiver``
    of ``kontokit.webhooks`` also finds repetitions and gaps.

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
    if secret is not None:
        return NOTIFICATIONS.unwrap(body, headers, secret)
    return NOTIFICATIONS.parse(body)
