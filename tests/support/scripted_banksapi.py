"""
Resources of BANKSapi as its document shows them, for a provider that plays a script.
"""

from __future__ import annotations

from typing import Any, Final

from tests.support.flow_driver import BlockingFlow
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer

ACCESS: Final = "9b90127c-9b85-11e6-82d8-480fcfb9550f"
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"
PATH: Final = f"/customer/v2/bankzugaenge/{ACCESS}"
CONSENT: Final = f"{PATH}/consent/c1"
CREATED: Final[Answer] = (201, {"Location": PATH}, b"")


def access(status: str = "INTERAKTION", *relations: str, **more: Any) -> Answer:
    """
    A bank access with relations to its consent.
    """
    links = [{"rel": "self", "href": PATH}]
    links += [{"rel": name, "href": CONSENT} for name in relations]
    body = {
        "id": ACCESS,
        "status": status,
        "aktualisierungszeitpunkt": "2026-11-28 12:00:00",
        "sync": False,
        "tanMedien": [],
        "sicherheitsverfahren": [],
        "bankprodukte": [],
        "messages": [],
        "relations": links,
    }
    return 200, {}, {**body, **more}


def challenge(text: str = "?", *, decoupled: bool = False) -> dict[str, Any]:
    """
    A challenge, which is answered here or in an app.
    """
    return {"name": "x", "content": {"instructions": text}, "decoupled": decoupled}


def adding(caller: Caller) -> BlockingFlow:
    """
    Begin to add a bank access.
    """
    return caller.sca.start(caller.client.bank_accesses.add, ACCESS, provider_id=PROVIDER)
