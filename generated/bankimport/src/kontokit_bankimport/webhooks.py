# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What Bankimport sends to you.

A notification is a hint, not a proof: fetch what it names before you act on it.
"""

from __future__ import annotations

from kontokit.operations import scrub_traceback
from kontokit.webhooks import Notifications, UnknownNotification
from kontokit_bankimport import models

Notification = models.PushNotification | UnknownNotification
"""Every documented notification, and one for kinds that a later version may add."""

_NOTIFICATIONS: Notifications[models.PushNotification] = Notifications(
    types={"transactionsImported": models.PushNotification}
)


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
    return _NOTIFICATIONS.parse(body)
