"""
Connects the providers of a sandbox with its webhooks.
"""

from __future__ import annotations

from .bankimport import BankimportService
from .bankimport.notifications import BankimportNotifier
from .banksapi.notifications import BanksapiNotifier
from .banksapi.state.bank import Bank
from .finapi import World
from .finapi.access.notifications import FinapiNotifier
from .finapi.webform.callbacks import WebFormNotifier
from .server.clock import Clock
from .webhooks.notifiers import Notifiers

__all__ = ["connect_notifiers"]


def connect_notifiers(
    notifiers: Notifiers,
    clock: Clock,
    bankimport: BankimportService,
    bank: Bank,
    world: World,
) -> None:
    """
    Let providers tell what happens, after each moment of the clock.
    """
    forms = WebFormNotifier(world)
    notifiers.add("bankimport", BankimportNotifier(bankimport))
    notifiers.add("banksapi", BanksapiNotifier(bank))
    notifiers.add("finapi_access", FinapiNotifier(world))
    notifiers.add("finapi_webform", forms)
    clock.timeline.add(forms)
    clock.timeline.after_events(notifiers.collect)
