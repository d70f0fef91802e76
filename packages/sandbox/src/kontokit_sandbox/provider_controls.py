"""
The methods of the sandbox for what providers decide by themselves: tokens and consents.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

from .banksapi import BanksapiService
from .finapi import World
from .finapi.state.consents import end_consents
from .server.controls import Api
from .server.listeners import Listeners

__all__ = ["ProviderControls"]


class ProviderControls:
    """
    Changes how the providers treat tokens and consents.
    """

    _banksapi: BanksapiService
    _world: World
    _lock: AbstractContextManager[object]
    _listeners: Listeners

    def rotate_refresh_tokens(self) -> None:
        """
        Make each refresh at finAPI return a new refresh token and revoke the old one, until reset.
        """
        self._world.rotates_refresh_tokens = True

    def set_token_life(self, life: timedelta) -> None:
        """
        Set the lifetime of BANKSapi's next tokens, until reset. At finAPI, use its configuration.

        Args:
            life: 24 hours by default; ``validTo`` is rounded down to the second.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if not self._listeners.is_open:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        self._banksapi.bank.token_life = life

    def end_consents(self, api: Api, person: str | None = None) -> None:
        """
        Expire the consents of all bank accesses or connections. Data fetched before stays readable.

        Args:
            api: ``"banksapi"``, or one of finAPI's, which share their connections.
            person: The id of a user, or at BANKSapi the name; all users by default.

        Raises:
            LookupError: There is no such user.
        """
        with self._lock:
            if api == "banksapi":
                self._banksapi.bank.end_consents(person)
            else:
                end_consents(self._world, person)
