"""
Every method of every package, called by either client with planted arguments.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, Final

import attrs
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kontokit import (
    AsyncClient,
    ClientCredentials,
    KontokitError,
    Listing,
    Secret,
    SyncClient,
    Timeouts,
)
from kontokit.operations import Operation
from tests.support.canaries import Pool
from tests.support.keywords import keywords
from tests.support.model_builder import DAY, MOMENT, Builder, Form

CLASSES: Final[Mapping[str, str]] = {
    "bankimport": "Bankimport",
    "banksapi": "Banksapi",
    "finapi_access": "FinapiAccess",
    "finapi_access_v1": "FinapiAccessV1",
    "finapi_webform": "FinapiWebForm",
}
COUNT: Final = 273
CALL: Final = re.compile(r"self\._client\.(?:call|list)\(\s*([A-Z0-9_]+)")


@attrs.frozen
class Method:
    """
    A method of a group, and the operation behind it.
    """

    tag: str
    name: str
    operation: Operation[Any]
    parameters: Mapping[str, str]
    """Name → type as it is written, of what does not belong to the body."""
    walks: bool
    """It reads all rows of a list; otherwise, of a list it reads the first page."""


def operations(api: str) -> dict[str, Operation[Any]]:
    """
    Give the operations of a package by their ids, from its constants.
    """
    held: list[Any] = [value for module in _modules(api) for value in _values(module)]
    found: list[Operation[Any]] = [one for one in held if isinstance(one, Operation)]
    return {one.id: one for one in found}


@cache
def methods(api: str) -> list[Method]:
    """
    Give the methods of a package that make calls.
    """
    return [method for module in _modules(api) for method in _methods(module)]


def _modules(api: str) -> list[Any]:
    package = import_module(f"kontokit_{api}.operations")
    names = [one.name for one in pkgutil.iter_modules(package.__path__)]
    return [import_module(f"{package.__name__}.{name}") for name in names]


def _values(module: Any) -> list[Any]:
    held: dict[str, Any] = module.__dict__
    return list(held.values())


def _methods(module: Any) -> Iterator[Method]:
    kind = next(
        one
        for name, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__ and not name.startswith("Async")
    )
    for name, function in inspect.getmembers(kind, inspect.isfunction):
        found = CALL.search(inspect.getsource(inspect.unwrap(function)))
        if found:
            operation: Operation[Any] = getattr(module, found[1])
            for walks in (False, True) if operation.rows else (False,):
                yield Method(
                    tag=module.__name__.rpartition(".")[2],
                    name=name,
                    operation=operation,
                    parameters=_parameters(function, operation),
                    walks=walks,
                )


def _parameters(function: Callable[..., Any], operation: Operation[Any]) -> dict[str, str]:
    found = inspect.signature(function).parameters
    return {one.name: str(found[one.name].annotation) for one in operation.parameters}


@cache
def _public_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form)


def settings(api: str, pool: Pool, url: str, *, is_async: bool) -> tuple[Any, dict[str, Any]]:
    """
    Give the class of a client and what it is made with: planted credentials of all kinds.
    """
    kind = getattr(import_module(f"kontokit_{api}"), ("Async" if is_async else "") + CLASSES[api])
    given: dict[str, Any] = {"base_url": url, "headers": {"X-Client": pool.of("push")}}
    for name in inspect.signature(kind).parameters:
        if name.endswith("_token"):
            given[name] = pool.of("token")
        elif name == "client_credentials":
            given[name] = ClientCredentials(
                client_id="abc", client_secret=Secret(pool.of("password"))
            )
        elif name == "credential_key":
            given[name] = _public_key()
    return kind, {**given, "timeout": Timeouts(read=30.0), "max_retries": 0}


@attrs.frozen
class Arguments:
    """
    What a method is called with.
    """

    method: Method
    given: dict[str, Any] = attrs.field(repr=False)

    def call(self, client: SyncClient) -> KontokitError | None:
        """
        Call the method and give the error that came.
        """
        try:
            found = getattr(getattr(client, self.method.tag), self.method.name)(**self.given)
            if isinstance(found, Listing):
                list(found) if self.method.walks else found.first_page()
        except KontokitError as error:
            return error
        return None

    async def wait(self, client: AsyncClient) -> KontokitError | None:
        """
        Do the same with ``await``.
        """
        try:
            found = getattr(getattr(client, self.method.tag), self.method.name)(**self.given)
            if not self.method.walks:
                await found
                return None
            async for _ in found:
                pass
        except KontokitError as error:
            return error
        return None


def arguments(
    method: Method, pool: Pool, form: Form, *, spoilt: bool = False, patience: float | None = None
) -> Arguments:
    """
    Give arguments for all parameters of a method; spoilt ones are refused before they are sent.
    """
    given = {name: _argument(name, kind, pool, form) for name, kind in method.parameters.items()}
    header = pool.one_of_each() + ("\n" if spoilt else "")
    # A dict, so that the method itself refuses what is spoilt.
    given["options"] = {
        "allow_duplicate": True,
        "headers": {"X-Push": header},
        "timeout": patience and Timeouts(read=patience),
    }
    if method.operation.body is not None:
        builder = Builder(pool, "dict" if spoilt else form, spoil=spoilt)
        body = builder.value(method.operation.body.type, "pin")
        given = {**keywords(method.operation, body), **given}
    if method.walks:
        given["max_items"] = 1
    return Arguments(method, given)


def _argument(name: str, kind: str, pool: Pool, form: Form) -> Any:
    several = kind.startswith("Sequence[")
    if "Decimal" in kind:  # before its texts, which have to be numbers
        return Decimal("1.5")
    if "str" in kind or "models." in kind:
        text = pool.fitting(name)
        wrapped: Any = Secret(text) if "Secret" in kind and form == "model" else text
        return [wrapped] if several else wrapped
    if "bool" in kind:
        return True
    if "date" in kind.lower():
        return MOMENT if "datetime" in kind.lower() else DAY
    return [1] if several else 1
