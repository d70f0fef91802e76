"""
Consents, which allow finAPI to read accounts for a limited time.
"""

from __future__ import annotations

from datetime import timedelta

from .world import Record, World

__all__ = ["end_consent", "end_consents", "new_consent"]

_LIFETIME = timedelta(days=90)


def new_consent(world: World) -> Record:
    """
    Make a new consent.
    """
    return {
        "status": "PRESENT",
        "expiresAt": world.instant(ahead=_LIFETIME),
        "supportsImportNewAccounts": True,
    }


def end_consent(interface: Record) -> None:
    """
    Expire the consent of an interface. Updates then need the user.
    """
    interface["aisConsent"] = {"status": "NOT_PRESENT", "supportsImportNewAccounts": False}
    interface["userActionRequired"] = True


def end_consents(world: World, person: str | None = None) -> None:
    """
    Expire the consents of all bank connections, or of those of one user.

    Raises:
        LookupError: There is no such user.
    """
    if person is not None and person.lower() not in world.users:
        raise LookupError(f"finAPI has no user {person}")
    chosen = world.users.values() if person is None else [world.users[person.lower()]]
    for user in chosen:
        for connection in user.connections.values():
            for interface in connection["interfaces"]:
                end_consent(interface)
