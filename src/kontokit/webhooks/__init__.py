"""
Webhooks: parse notifications, verify their signatures, and find what was lost or repeated.

A notification is a hint. It may be lost, repeated or forged, so fetch the resource that it names
before you act on it.
"""

from __future__ import annotations

from .notifications import MAXIMUM_DEPTH, MAXIMUM_SIZE, Notifications, UnknownNotification
from .receiver import AsyncReceiver, Received, Receiver
from .signatures import GivenHeaders, verify_signature

__all__ = [
    "MAXIMUM_DEPTH",
    "MAXIMUM_SIZE",
    "AsyncReceiver",
    "GivenHeaders",
    "Notifications",
    "Received",
    "Receiver",
    "UnknownNotification",
    "verify_signature",
]
