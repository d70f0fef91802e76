"""
What finAPI does each night: automatic updates, and the end of consents.
"""

from __future__ import annotations

from datetime import datetime

from ..state.consents import end_consent
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
            for interface in connection["interfaces"]:
                interface["lastAutoUpdate"] = {"result": "OK", "timestamp": world.instant()}
            download(world, user, connection)
            start_download(world, connection)


def _end_consent(interface: Record, moment: datetime) -> None:
    ends = interface.get("aisConsent", {}).get("expiresAt")
    if ends is not None and datetime.fromisoformat(ends) <= moment:
        end_consent(interface)


def _needs_user(connection: Record) -> bool:
    return any(one["userActionRequired"] for one in connection["interfaces"])
