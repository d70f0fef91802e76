"""
Plays one schedule in this process: a client, a wire, a provider and a slow bank.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

import attrs

from kontokit.stores import MemoryStore
from tests.faults.bank import Bank, HasTime
from tests.faults.banksapi import BASE, Banksapi
from tests.faults.caller import Caller, Stuck
from tests.faults.finapi import ORDER_ID, Finapi
from tests.faults.schedule import Schedule
from tests.faults.verdicts import Ended, Result, judge
from tests.faults.wire import AsyncTransport, Provider, SyncTransport, Wire
from tests.faults.world import World, run_blocking
from tests.support.flow_driver import CallMode, class_of
from tests.support.keys import modulus, pem, spki

RETURN_URL: Final = "https://shop.example/back?x=1"
_TRANSFER: Final = {
    "recipient": "Beispielverein e. V.",
    "purpose": "Spende",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": Decimal("1337.42"),
}
_OLD_TRANSFER: Final = {
    "empfaenger": "Beispielverein e. V.",
    "verwendungszweck": "Spende",
    "iban": "DE02120300000000202051",
    "waehrung": "EUR",
    "betrag": Decimal("1337.42"),
}
_TRANSFERS: Final = [_TRANSFER, {**_TRANSFER, "purpose": "Another"}]
_OLD_TRANSFERS: Final = [_OLD_TRANSFER, {**_OLD_TRANSFER, "verwendungszweck": "Another"}]
_METHODS: Final[Mapping[str, tuple[str, str]]] = {
    "payment": ("payments", "submit"),
    "standing order": ("standing_orders", "submit"),
    "v1 payment": ("payments", "submit"),
    "v1 standing order": ("standing_orders", "submit"),
    "single transfer": ("payments", "initiate_single_transfer"),
    "bulk transfer": ("payments", "initiate_bulk_transfer"),
    "legacy transfer": ("transfers", "create"),
    "legacy bulk transfer": ("transfers", "create_bulk"),
}


@attrs.frozen
class Seat:
    """
    A client of an API, and the transport whose wire each schedule sets.
    """

    client: Any
    transport: Any
    mode: CallMode


@cache
def seat_of(api: str, *, is_async: bool) -> Seat:
    """
    The client of an API. It is made once, which takes longer than a schedule.
    """
    mode = CallMode("async" if is_async else "sync")
    transport: Any = AsyncTransport() if is_async else SyncTransport()
    return Seat(client_at(BASE, api, mode, transport), transport, mode)


def client_at(base: str, api: str, mode: CallMode, transport: Any) -> Any:
    """
    A client of an API, with a token that is never checked.

    Args:
        base: Where the provider is.
    """
    settings: dict[str, Any] = {"user_token": "t", "base_url": base, "transport": transport}
    if api == "banksapi":
        settings["credential_key"] = pem("PUBLIC KEY", spki(modulus(2048)))
    return class_of(mode, api)(**settings)


@attrs.frozen
class Start:
    """
    Starts the order of a schedule.
    """

    plan: Schedule
    seat: Seat

    @property
    def credentials(self) -> Mapping[str, str]:
        """
        The secrets of the call, for a process that resumes it. Each schedule has a user of its own.
        """
        pin = f"geheim-{self.plan.number}"
        if self.plan.api == "banksapi":
            return {"userid": "demo1", "pin": pin}
        return {"Onlinebanking-ID": "demo", "PIN": pin}

    def __call__(self, sca: Any) -> Any:
        group, name = _METHODS[self.plan.order]
        method = getattr(getattr(self.seat.client, group), name)
        return sca.start(method, *self._places(), **self._fields())

    def _places(self) -> tuple[str, ...]:
        is_old = self.plan.order.startswith("legacy")
        return ("00000000-0000-0000-0000-000000000000", "DE1") if is_old else ()

    def _fields(self) -> dict[str, Any]:
        plan = self.plan
        if plan.api != "banksapi":
            return self._finapi_fields()
        is_bulk = "bulk" in plan.order
        if plan.order.startswith("legacy"):
            details: Any = {"payments": _OLD_TRANSFERS} if is_bulk else _OLD_TRANSFER
            method = {"sicherheitsverfahren_kodierung": 1}
            return {**details, **method, "credentials": self.credentials}
        return {
            "provider": "ca650b48-3edc-45f4-938d-d21df8cba761",
            "product": "DE1",
            "credentials": self.credentials,
            "transfer_details": _TRANSFERS if is_bulk else _TRANSFER,
        }

    def _finapi_fields(self) -> dict[str, Any]:
        is_old = self.plan.api.endswith("v1")
        kind = "payment_id" if self.plan.order.endswith("payment") else "standing_order_id"
        return {
            "interface" if is_old else "banking_interface": "XS2A",
            kind: ORDER_ID,
            "login_credentials": self.credentials,
            "redirect_url": RETURN_URL,
        }


def provider_of(plan: Schedule, bank: Bank, clock: HasTime, *, base: str = BASE) -> Provider:
    """
    The provider that takes the order of a schedule.

    Args:
        base: Where it is.
    """
    kind = Banksapi if plan.api == "banksapi" else Finapi
    return kind(plan, bank, clock, base=base)


def play(plan: Schedule) -> Result:
    """
    Play a schedule to its end and judge it.
    """
    seat = seat_of(plan.api, is_async=plan.is_async)
    world = World(plan)
    bank = Bank(world.clock, busy=plan.busy, refuses=plan.refuses)
    provider = provider_of(plan, bank, world.clock)
    world.approve = provider.approve
    seat.transport.wire = wire = Wire(world, provider)
    caller = Caller(plan, world, provider, sca_maker(seat, world))
    work = played(caller, Start(plan, seat), MemoryStore())
    with warnings.catch_warnings():  # the older operations are deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        stuck = seat.mode.run(work) if plan.is_async else run_blocking(work)
    return judge(
        Ended(
            plan=plan,
            bank=bank,
            provider=provider,
            wire=wire,
            world=world,
            caller=caller,
            stuck=stuck,
        )
    )


async def played(caller: Caller, start: Start, store: Any) -> str | None:
    """
    Let a caller work to its end; gives what kept it from that.

    Args:
        start: What starts the order.
        store: The store of the records.
    """
    try:
        await caller.run(store, start)
    except Stuck as error:
        return f"stuck: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def sca_maker(seat: Seat, world: World) -> Any:
    """
    What makes the SCA client of a process from its store.
    """

    async def sleep_async(seconds: float) -> None:
        await world.sleep(seconds)

    def sleep(seconds: float) -> None:
        run_blocking(world.sleep(seconds))

    def make(store: Any) -> Any:
        return seat.client.sca.with_options(
            store=store,
            clock=world.clock,
            sleep=sleep_async if seat.mode.is_async else sleep,
            return_url=RETURN_URL,
        )

    return make
