"""
Users of the sandbox who have connected a bank, one for each API.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER

LOGIN = {"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"}


@contextmanager
def connected(sandbox: Sandbox, api: str) -> Iterator[Any]:
    """
    A client of a user with accounts.
    """
    asked: Any = sandbox.client
    with asked(api) if api == "bankimport" else asked(api, as_user=True) as client:
        if api == "banksapi":
            login = {
                key: client.encryption.encrypt(b64encode(value).decode())
                for key, value in {"userid": b"demo1", "pin": b"demo"}.items()
            }
            client.bank_accesses.add(str(uuid4()), provider_id=DEMO_PROVIDER, credentials=login)
        elif api.startswith("finapi"):
            key = "interface" if api.endswith("v1") else "banking_interface"
            client.bank_connections.import_bank_connection(
                bank_id=280001,
                login_credentials=LOGIN,
                store_secrets=True,
                account_types=["Checking", "Savings", "Security"],
                **{key: "FINTS_SERVER"},
            )
            sandbox.advance(timedelta(seconds=1))
        yield client
