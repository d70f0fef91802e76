"""
What a client of a package loads.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from scripts.benchmarks.answering import answering

PACKAGES = {
    "kontokit_bankimport": "Bankimport",
    "kontokit_banksapi": "Banksapi",
    "kontokit_finapi_access": "FinapiAccess",
    "kontokit_finapi_access_v1": "FinapiAccessV1",
    "kontokit_finapi_webform": "FinapiWebForm",
}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_sync_client_loads_nothing_for_others(package: str) -> None:
    """
    Neither what async clients need, nor models, operations, the drift log and help for errors; and
    the package alone loads no client.
    """
    client = PACKAGES[package]
    heavy = ["aiohttp", "attr", "httpcore2", "httptools", "asyncio", "filelock", "difflib"]
    heavy += ["kontokit.drift"]
    heavy += [f"{package}.async_client", f"{package}.models", f"{package}.operations"]
    heavy += ["kontokit.handbook", "kontokit.core.error_help", f"{package}.error_codes"]
    code = (
        f"import sys, {package}; early = [name for name in sys.modules if 'msgspec' in name]; "
        f"{package}.{client}; print(early, [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


RARE = {
    *("asyncio", "attr", "cryptography", "dateutil", "difflib", "filelock", "kontokit.challenges"),
    *("kontokit.client.async_client", "kontokit.core.error_help", "kontokit.drift"),
    *("kontokit.encryption", "kontokit.handbook", "kontokit.pipeline.async_token_manager"),
    *("kontokit.psd2.read_budget", "kontokit.sca", "kontokit.serialization.lenient_decoder"),
    *("kontokit.serialization.odd_times", "kontokit.stores.redis", "kontokit.telemetry"),
    *("kontokit.webhooks",),
}
"""What errors, deviations, SCA, notifications and the other kind of client need."""
FIRST_CALL = """
import importlib
package = importlib.import_module({package!r})
client = getattr(package, {client!r})(base_url={url!r}, {token}="x")
client.request("GET", "/x")
"""
FIRST_AWAITED_CALL = """
import asyncio, importlib
async def main():
    package = importlib.import_module({package!r})
    async with package.Async{client}(base_url={url!r}, {token}="x") as client:
        await client.request("GET", "/x")
asyncio.run(main())
"""
AWAITED = {
    *("asyncio", "kontokit.client.async_client", "kontokit.pipeline.async_token_manager"),
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """
    A server that answers everything with an empty list.
    """
    with answering(b"[]") as address:
        yield address


def loaded_by(program: str, package: str, url: str) -> set[str]:
    """
    The modules that are loaded at the end of a program.
    """
    client = PACKAGES[package]
    token = "api_token" if package == "kontokit_bankimport" else "user_token"
    # httpcore2 loads trio, if it is installed, and trio loads attrs.
    hidden = "import sys; sys.modules['trio'] = None\n"
    code = hidden + program.format(package=package, client=client, url=url, token=token)
    show = "\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("package", PACKAGES)
def test_a_first_call_loads_nothing_rare(package: str, url: str) -> None:
    """
    Not attrs either: it compiles the methods of every class, a quarter of the first call before.
    """
    assert loaded_by(FIRST_CALL, package, url) & RARE == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_first_call_with_await_loads_nothing_rare(package: str, url: str) -> None:
    """
    It needs asyncio and the token manager for tasks.
    """
    assert loaded_by(FIRST_AWAITED_CALL, package, url) & RARE == AWAITED & RARE
