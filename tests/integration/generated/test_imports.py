"""
What a client of a package loads.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

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
    heavy = ["aiohttp", "httpcore2", "asyncio", "filelock", "difflib", "kontokit.drift"]
    heavy += [f"{package}.async_client", f"{package}.models", f"{package}.operations"]
    heavy += ["kontokit.handbook", "kontokit.core.error_help", f"{package}.error_codes"]
    code = (
        f"import sys, {package}; early = [name for name in sys.modules if 'msgspec' in name]; "
        f"{package}.{client}; print(early, [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
