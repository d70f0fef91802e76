"""
The sandbox as the provider of many users, and what it has been asked.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import attrs

from kontokit import UserCredentials
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox

EVENING = "evening"
"""The snapshot with which each night begins."""


@attrs.define
class Provider:
    """
    A sandbox with users, who have their connections in ``folder``.
    """

    sandbox: Sandbox
    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        """
        What a program needs to find it.
        """
        known = self.sandbox.credentials
        return {
            "KONTOKIT_FINAPI_BASE_URL": self.sandbox.url("finapi_access"),
            "KONTOKIT_FINAPI_CLIENT_ID": known.finapi_client,
            "KONTOKIT_FINAPI_CLIENT_SECRET": known.finapi_client_secret,
        }

    @property
    def connections(self) -> dict[str, str]:
        """
        Connection → its user.
        """
        with (self.folder / "connections.csv").open(encoding="utf-8", newline="") as rows:
            return {row["connection"]: row["user"] for row in csv.DictReader(rows)}

    @property
    def passwords(self) -> dict[str, str]:
        """
        User → password.
        """
        return {path.name: path.read_text("utf-8") for path in (self.folder / "vault").iterdir()}

    def begin(self) -> None:
        """
        Go back to the evening, and count anew.
        """
        self.sandbox.saves.restore_snapshot(EVENING)
        self.sandbox.journal.clear()

    def updates(self) -> Counter[str]:
        """
        Connection → how often its bank was asked.
        """
        bodies = [one.body for one in self._tonight("updateBankConnection")]
        return Counter(str(json.loads(body)["bankConnectionId"]) for body in bodies)

    def token_requests(self) -> Counter[str]:
        """
        User → how often a token was asked for.
        """
        forms = [parse_qs(one.body.decode()) for one in self._tonight("getToken")]
        return Counter(form["username"][0] for form in forms if "username" in form)

    def tokens(self) -> set[str]:
        """
        The access tokens that were used.
        """
        sent = [one.headers.get("authorization", "") for one in self._tonight()]
        return {one.removeprefix("Bearer ") for one in sent if one}

    def booked(self) -> tuple[int, Decimal]:
        """
        How many bookings all users have, and their sum.
        """
        amounts: list[Decimal] = []
        with self.sandbox.client("finapi_access") as client:
            for name, password in self.passwords.items():
                user = client.as_user(UserCredentials(name, password))
                amounts += _amounts(user)
        return len(amounts), sum(amounts, Decimal())

    def ibans(self) -> set[str]:
        """
        The IBANs of all users.
        """
        people = self.sandbox.people
        found = [people.get(user)["accounts"] for user in self.passwords]
        return {account["iban"] for accounts in found for account in accounts}

    def _tonight(self, operation: str | None = None) -> list[Any]:
        return [one for one in self.sandbox.requests if operation in (None, one.operation)]


def _amounts(user: FinapiAccess) -> list[Decimal]:
    return [row.amount for row in user.transactions.list(view="bankView")]
