"""
The kill test of each form of examples/nightly: 200 users, three workers, four times `kill -9`.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.nightly.conftest import USERS
from tests.nightly.contents import of_postgres, of_redis
from tests.nightly.forms import FORMS, Form, Night
from tests.nightly.provider import Provider

KILLS = 4
RESTART = 1.0
PATIENCE = 300.0
"""For a machine that does much else. No figure is taken from it."""
RUN = "2040-01-01"
SETTINGS = {
    "NIGHTLY_RUN": RUN,  # its morning is far away
    "NIGHTLY_PER_SECOND": "500",
    "NIGHTLY_LEASE": "5",
    "NIGHTLY_REDELIVERY": "8",
    "NIGHTLY_PAUSE": "1",
}
BOOKINGS = 10
"""What each account has in the beginning. An update books one more."""


@pytest.fixture(params=FORMS)
def night(
    request: pytest.FixtureRequest, folder: Path, provider: Provider
) -> Iterator[tuple[Night, Callable[[], str]]]:
    """
    A form that has not begun, and what reads all that is in its store.
    """
    form = FORMS[request.param]
    store, contents = _store(form, request)
    settings = {
        **SETTINGS,
        **provider.variables,
        "NIGHTLY_KEY": secrets.token_hex(32),
        "NIGHTLY_FOLDER": str(folder),
        "NIGHTLY_STORE": store,
        "NIGHTLY_WORKERS": str(form.workers),
        "NIGHTLY_LANES": str(form.lanes),
    }
    night = Night(form, folder, settings)
    yield night, contents
    night.close()


def _store(form: Form, request: pytest.FixtureRequest) -> tuple[str, Callable[[], str]]:
    if form.store == "redis":
        url: str = request.getfixturevalue("redis_url")
        return url, lambda: of_redis(url)
    if form.store == "postgres":
        address: str = request.getfixturevalue("postgres_address")
        return address, lambda: of_postgres(address)
    folder = request.getfixturevalue("folder")
    return "fleet.db", lambda: (folder / "fleet.db").read_bytes().decode("latin-1")


def test_a_night_survives_four_kills(
    night: tuple[Night, Callable[[], str]], provider: Provider
) -> None:
    """
    Nobody is left over, each bank is asked once, at most two tokens for each user, each row is
    there once, one read of each budget is used, and no store or log has a secret.
    """
    form, contents = night
    form.begin()
    kept = _with_kills(form, contents, provider)
    form.wait(PATIENCE)
    kept += contents()
    found = json.loads(form.report())
    assert (found["open"], found["units"]["done"]) == (0, USERS), found
    assert provider.updates() == dict.fromkeys(provider.connections, 1)
    assert provider.token_requests().keys() == provider.passwords.keys()
    assert max(provider.token_requests().values()) <= 2
    assert found["connections by reads left"] == {"3": USERS}
    assert (found["rows"], Decimal(found["total"])) == provider.booked()
    assert (RUN if form.form.store != "file" else "AES-256-GCM") in kept
    _assert_no_secret(kept + form.logs(), provider)


def _with_kills(night: Night, contents: Callable[[], str], provider: Provider) -> str:
    """
    Kill workers while they work, and return what the store held while they were dead.
    """
    kept, ends = "", time.monotonic() + PATIENCE
    for kill in range(1, KILLS + 1):
        while provider.updates().total() < kill * USERS // (KILLS + 1):
            assert time.monotonic() < ends, night.logs()
            time.sleep(0.05)
        night.kill_a_worker()
        kept += contents()
        time.sleep(RESTART)
        night.start_a_worker()
    return kept


def _assert_no_secret(text: str, provider: Provider) -> None:
    known = provider.sandbox.credentials
    planted = {*provider.passwords.values(), *provider.tokens(), *provider.ibans()}
    for secret in {*planted, known.finapi_client_secret, "no-sca"}:
        assert secret not in text
