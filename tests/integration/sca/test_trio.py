"""
A flow of strong customer authentication under trio, with a store on the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import trio

from kontokit import ClientCredentials
from kontokit.sca import Challenge, ChooseMedium, ChooseMethod, Decoupled
from kontokit.stores import SqliteStore
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_sandbox import Sandbox


def test_a_flow_under_trio(sandbox: Sandbox, tmp_path: Path) -> None:
    """
    A login is added with a TAN; records, locks, pauses and calls all run in trio.
    """
    known = sandbox.credentials
    credentials = ClientCredentials(known.finapi_client, known.finapi_client_secret)
    store = SqliteStore(tmp_path / "flows.db", key=None)
    steps: list[str] = []

    async def run() -> Any:
        async with AsyncFinapiAccess(
            client_credentials=credentials, base_url=sandbox.url("finapi_access")
        ) as client:
            user = (await client.create_user()).client
            flow = await user.sca.with_options(store=store).start(
                user.bank_connections.import_bank_connection,
                bank_id=280001,
                banking_interface="XS2A",
                login_credentials={"Onlinebanking-ID": "demo", "PIN": "demo"},
            )
            while not flow.done:
                steps.append(type(flow.step).__name__)
                match flow.step:
                    case ChooseMethod(methods=choices) | ChooseMedium(media=choices):
                        await flow.choose(choices[0])
                    case Challenge():
                        await flow.answer("123456")
                    case Decoupled():
                        await flow.wait()
                    case _:
                        await flow.cancel()
            return flow.result

    assert trio.run(run).id
    assert "Challenge" in steps
