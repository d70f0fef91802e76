"""
Users to try it with: `python -m nightly.demo 20` makes them in the sandbox that runs, each with a
bank connection, and writes connections.csv and the vault.
"""

from __future__ import annotations

import asyncio
import csv
import os
import secrets
import sys
from pathlib import Path

from kontokit import Http, UserCredentials
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_sandbox.control.client import Control
from kontokit_sandbox.control.runtime_file import running

BANK = 280001


def control() -> Control:
    """
    The sandbox that runs here, or the one whose address and file with a token are given.
    """
    if token := os.environ.get("KONTOKIT_SANDBOX_CONTROL_TOKEN"):
        return Control(os.environ["KONTOKIT_SANDBOX_URL"], Path(token).read_text("utf-8").strip())
    (found,) = running()
    return Control(found.url, found.token)


def add_people(names: list[str]) -> None:
    """
    Make people with an account and ten bookings each.
    """
    with control() as sandbox:
        for name in names:
            rows = [{"day": f"-{day}", "amount": f"-{day}.25"} for day in range(1, 11)]
            accounts = [{"kind": "checking", "opening": "1500.00"}]
            sandbox.add_person(name, {"name": name, "accounts": accounts, "rows": rows})


async def connect(client: AsyncFinapiAccess, name: str, password: str) -> int:
    """
    Make a user who has imported the account. Returns the id of the connection.
    """
    await client.users.create(id=name, password=password, is_auto_update_enabled=False)
    user = client.as_user(UserCredentials(name, password))
    connection = await user.bank_connections.import_bank_connection(
        bank_id=BANK,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": f"no-sca+{name}", "PIN": "no-sca"},
        store_secrets=True,
    )
    return connection.id


async def make(folder: Path, count: int) -> None:
    passwords = {f"user-{n}": secrets.token_urlsafe(16) for n in range(1, count + 1)}
    await asyncio.to_thread(add_people, list(passwords))
    async with AsyncFinapiAccess.from_env(http=Http(max_connections=8)) as client:
        work = [connect(client, name, password) for name, password in passwords.items()]
        connections = await asyncio.gather(*work)
    (folder / "vault").mkdir(mode=0o700, exist_ok=True)
    for name, password in passwords.items():
        (folder / "vault" / name).write_text(password, "utf-8")
    with (folder / "connections.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["user", "connection", "bank"])
        rows.writerows(zip(passwords, connections, [BANK] * count, strict=True))


if __name__ == "__main__":
    asyncio.run(make(Path(os.environ.get("NIGHTLY_FOLDER", ".")), int(sys.argv[1])))
