"""
A recording is played back by a server, to clients of any kind.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vcr

from kontokit import ClientCredentials, NotFoundError, UserCredentials, to_dict
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_sandbox import Sandbox
from kontokit_sandbox.cassettes import RecordingError, register, scrub_text, vcr_config
from kontokit_sandbox.cassettes.recording import read_recording
from kontokit_sandbox.cassettes.replay import ReplayServer
from tests.support.raw_http import send_raw

CLIENT = ClientCredentials("a", "b")
USER = UserCredentials("c", "d")


@pytest.fixture(scope="module")
def cassette(
    sandbox_servers: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Any]]:
    """
    What a user of finAPI and one of BANKSapi have done, redacted, and what vcrpy plays of it.
    """
    sandbox_servers.reset()
    file = tmp_path_factory.mktemp("recording") / "cassette.yaml"
    recorder = vcr.VCR(**vcr_config())
    register(recorder)
    settings: dict[str, Any] = {"engine": "httpx2", "as_user": True}
    with recorder.use_cassette(str(file)):
        with sandbox_servers.client("finapi_access", **settings) as client:
            calls(client)
        with sandbox_servers.client("banksapi", **settings) as client:
            access_of(client)
    file.write_text(scrub_text(file.read_text("utf-8")), "utf-8")
    with (
        recorder.use_cassette(str(file), record_mode="none"),
        sandbox_servers.client("finapi_access", **settings) as client,
    ):
        seen = [to_dict(one) for one in calls(client)]
    return file.read_text("utf-8"), seen


def calls(client: Any) -> list[Any]:
    return [
        client.banks.get(280001),
        client.labels.create(name="Urlaub"),
        client.labels.create(name="Hobby"),
        client.labels.list().first_page(),
        client.banks.list(search="Test").first_page(),
    ]


async def async_calls(client: Any) -> list[Any]:
    return [
        await client.banks.get(280001),
        await client.labels.create(name="Urlaub"),
        await client.labels.create(name="Hobby"),
        await client.labels.list().first_page(),
        await client.banks.list(search="Test").first_page(),
    ]


def access_of(client: Any) -> Any:
    """
    Follow a link, which has the address of the server.
    """
    location = client.bank_accesses.add(
        "629e4510-5331-47d4-9bad-8902039ff762",
        provider_id="00000000-0000-0000-0000-000000000000",
        credentials={"userid": "demo1", "pin": "demo"},
    )
    return client.follow(location)


def played(text: str, make: Callable[[str], list[Any]]) -> list[Any]:
    with ReplayServer(read_recording(text)) as server:
        return [to_dict(one) for one in make(server.url)]


def test_both_clients_get_what_was_recorded(cassette: tuple[str, list[Any]]) -> None:
    """
    Recorded, redacted and played back: the same objects for both clients. Two equal requests get
    their two responses in order.
    """
    text, seen = cassette

    def blocking(url: str) -> list[Any]:
        base = f"{url}/finapi/access"
        with FinapiAccess(
            base_url=base, client_credentials=CLIENT, user_credentials=USER
        ) as client:
            return calls(client)

    async def waiting(url: str) -> list[Any]:
        async with AsyncFinapiAccess(
            base_url=url, client_credentials=CLIENT, user_credentials=USER
        ) as client:
            return await async_calls(client)

    found = played(text, blocking)
    # Without the prefix of the sandbox, as at the provider.
    assert played(text, lambda url: asyncio.run(waiting(url))) == found == seen


def test_links_lead_to_the_replay(
    cassette: tuple[str, list[Any]], sandbox_servers: Sandbox
) -> None:
    """
    Links of the recording are followed at the address of the replay.
    """
    known = sandbox_servers.credentials
    requests = len(sandbox_servers.requests)
    with (
        ReplayServer(read_recording(cassette[0])) as server,
        Banksapi(
            base_url=f"{server.url}/banksapi",
            client_credentials=ClientCredentials("t/c", "s"),
            user_credentials=USER,
            credential_key=known.banksapi_certificate,
        ) as client,
    ):
        access = access_of(client)
    assert access.status == "VOLLSTAENDIG"
    assert len(sandbox_servers.requests) == requests


def test_an_unknown_request_names_the_nearest(cassette: tuple[str, list[Any]]) -> None:
    """
    What was not recorded is 404, and says what is most like it.
    """
    with ReplayServer(read_recording(cassette[0])) as server:
        reply = send_raw("GET", f"{server.url}/finapi/access/api/v2/banks/280002")
        client = FinapiAccess(base_url=server.url, client_token="t")
        with client, pytest.raises(NotFoundError):
            client.users.create(id="walker")
    assert reply.status == 404
    assert reply.json["error"] == "the recording has no GET /api/v2/banks/280002"
    assert len(reply.json["nearest"]) == 3
    assert reply.json["nearest"][0] == "GET /api/v2/banks/280001"


def test_a_har_file_is_served_by_the_command(tmp_path: Path) -> None:
    """
    ``kontokit-sandbox replay`` tells its address, and answers as the file says.
    """
    file = tmp_path / "a.har"
    response = {
        "status": 418,
        "headers": [{"name": "X-A", "value": "https://bank.invalid/b"}],
        "content": {"text": "aGk=", "encoding": "base64"},
    }
    entry = {
        "request": {"method": "GET", "url": "https://bank.invalid/a?c=1"},
        "response": response,
    }
    file.write_text(json.dumps({"log": {"entries": [entry]}}), "utf-8")
    command = [sys.executable, "-m", "kontokit_sandbox", "replay", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            reply = send_raw("GET", f"{url}/a?c=1")
        finally:
            process.kill()
    assert (reply.status, reply.body, reply.headers["x-a"]) == (418, b"hi", f"{url}/b")


def test_what_is_no_recording_is_refused() -> None:
    """
    Other files, and exchanges that miss something, are named.
    """
    for text in ("[]", '{"log": {"entries": [{}]}}', '{"interactions": [{"request": 1}]}'):
        with pytest.raises(RecordingError):
            read_recording(text)
