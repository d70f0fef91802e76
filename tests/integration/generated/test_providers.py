"""
What each package tells programs for all APIs.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
import yaml

from kontokit import ArgumentError, AsyncClient, SyncClient
from kontokit.operations import Provider

ROOT = Path(__file__).parents[3]
APIS = sorted(path.parent.name for path in ROOT.glob("specs/*/openapi.yaml"))


def provider(api: str) -> Provider:
    found: Provider = import_module(f"kontokit_{api}.provider").PROVIDER
    return found


@pytest.mark.parametrize("api", APIS)
def test_every_operation_of_the_document_can_be_found(api: str) -> None:
    """
    Under the provider's own id, with its method and path.
    """
    text = (ROOT / "specs" / api / "openapi.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C takes a tenth of the time
    paths = yaml.load(text, loader)["paths"]
    documented = {
        operation["operationId"]: (method.upper(), path)
        for path, item in paths.items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    }
    one = provider(api)
    found = {name: one.operation(name) for name in one.operations}
    assert {name: (op.method, op.path) for name, op in found.items()} == documented
    assert {op.id for op in found.values()} == documented.keys()


@pytest.mark.parametrize("api", APIS)
def test_the_clients_are_those_of_the_package(api: str) -> None:
    """
    Sync and async, and accounts can be read where the package has a module for it.
    """
    one = provider(api)
    assert one.name == api
    assert issubclass(one.client_class(), SyncClient)
    assert issubclass(one.async_client_class(), AsyncClient)
    folder = ROOT / f"generated/{api}/src/kontokit_{api}"
    assert one.reads_accounts == (folder / "banking.py").exists()
    assert one.has_webhooks == (folder / "webhooks.py").exists()


def test_an_unknown_operation_is_an_argument_error() -> None:
    """
    The message names the API.
    """
    with pytest.raises(ArgumentError, match="Bankimport has no such operation"):
        provider("bankimport").operation("getMoon")
