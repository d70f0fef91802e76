"""
What finAPI does each night: automatic updates, and the end of consents.
"""

from __future__ import annotations

from datetime import datetime

from ..state.consents import end_consent
from ..state.stored_credentials import stored_pin_is_refused
from ..state.world import Record, World
from .bank_connections import start_download
from .demo_data import download

__all__ = ["update_all"]


def update_all(world: World, moment: datetime) -> None:
    """
    Update the bank connections of all users who have switched on the automatic update, as far as
    they need no user; and let the consents end whose time is over.
    """
    for user in world.users.values():
        for connection in user.connections.values():
            for interface in connection["interfaces"]:
                _end_consent(interface, moment)
            if not user.is_auto_update_enabled or _needs_user(connection):
                continue
            if _is_signed_in(world, connection):
                download(world, user, connection)
                start_download(world, connection)


def _is_signed_in(world: World, connection: Record) -> bool:
    """
    Sign in at the bank with what is stored, and note how it has ended.
    """
    refused = [one for one in connection["interfaces"] if stored_pin_is_refused(world.banks, one)]
    for interface in connection["interfaces"]:
        result: Record = {"result": "OK"}
        if interface in refused:
            result = {
                "result": "BANK_SERVER_REJECTION",
                "errorMessage": "Die Bank hat die Anmeldung abgelehnt.",
                "errorType": "BUSINESS",
            }
            interface["userActionRequired"] = True
        interface["lastAutoUpdate"] = {**result, "timestamp": world.instant()}
    return not refused


def _end_consent(interface: Record, moment: datetime) -> None:
    ends = interface.get("aisConsent", {}).get("expiresAt")
    if ends is not None and datetime.fromisoformat(ends) <= moment:
        end_consent(interface)


def _needs_user(connection: Record) -> bool:
    return any(one["userActionRequired"] for one in connection["interfaces"])
