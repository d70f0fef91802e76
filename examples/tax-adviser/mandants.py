"""
The mandants of a tax adviser, and the user that each of them has at finAPI.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kontokit import UserCredentials
from kontokit.sca.terminal import run_async
from kontokit.stores import SqliteStore
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import async_wait_until_ready

BANK = 280001


@dataclass(frozen=True, kw_only=True)
class Mandant:
    number: str
    name: str
    login: str


def read(path: Path) -> list[Mandant]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Mandant(number=row["number"], name=row["name"], login=row["login"])
            for row in csv.DictReader(file)
        ]


class Mandants:
    def __init__(
        self, client: AsyncFinapiAccess, store: SqliteStore, ask_pin: Callable[[Mandant], str]
    ) -> None:
        self.client, self.store, self.ask_pin = client, store, ask_pin

    async def user(self, mandant: Mandant) -> AsyncFinapiAccess:
        """The mandant's user, whose bank is connected when first needed."""
        key = f"mandant-{mandant.number}"
        stored = self.store.load(key)
        if stored is not None:
            return self.client.as_user(UserCredentials(*json.loads(stored)))
        new = await self.client.create_user()
        await self.connect(mandant, new.client)
        credentials = [new.credentials.username, new.credentials.password.reveal()]
        self.store.save(key, json.dumps(credentials).encode())
        return new.client

    async def connect(self, mandant: Mandant, user: AsyncFinapiAccess) -> None:
        banks = user.bank_connections
        flow = await user.sca.start(
            banks.import_bank_connection,
            bank_id=BANK,
            banking_interface="XS2A",
            login_credentials={"Onlinebanking-ID": mandant.login, "PIN": self.ask_pin(mandant)},
            store_secrets=True,
        )
        # Most banks ask for a TAN once; the mandant types it here.
        connection = flow.result if flow.done else await run_async(flow, language="en")
        await async_wait_until_ready(lambda: banks.get(bank_connection_id=connection.id))
