"""
One contestant in a process of its own. It is run by the interpreter of its environment, so it
imports what only that has.

Takes a name, the file with the response and the address of a server that gives one transaction;
then reads ``decode``, ``encode`` or ``call`` lines and answers each with the CPU seconds that it
took. A ``call`` is ``CALLS`` small GETs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

CALLS = 300
Ways: TypeAlias = tuple[
    Callable[[bytes], Any], Callable[[Any], bytes], Callable[[str], Callable[[], Any]] | None
]
"""Decodes, encodes, and makes what sends one GET to an address, if it sends requests."""


def _kontokit() -> Ways:
    from kontokit.operations import Operation, Result
    from kontokit.serialization.json_decoder import decode
    from kontokit.serialization.json_encoder import encode
    from kontokit_banksapi import Banksapi
    from kontokit_banksapi.models import Transaction

    form = list[Transaction]
    results = {200: Result(type=form)}
    get: Operation[list[Transaction]] = Operation(
        id="get", method="GET", path="/x", retry_class="read", results=results
    )

    def calling(url: str) -> Callable[[], Any]:
        return partial(Banksapi(user_token="x", base_url=url).call, get, {})  # noqa: S106

    return partial(decode, form=form), partial(encode, form=form), calling


def _msgspec() -> Ways:
    import msgspec

    from kontokit.core.limits import MAX_DIGITS
    from kontokit.serialization.custom_types import typed_decoder
    from kontokit_banksapi.models import Transaction

    bare = msgspec.json.Encoder(decimal_format="number")
    return typed_decoder(list[Transaction], MAX_DIGITS).decode, bare.encode, None


def _pydantic() -> Ways:
    form: Any = import_module("pydantic_models").Transaction
    adapter: Any = import_module("pydantic").TypeAdapter(list[form])
    return adapter.validate_json, partial(adapter.dump_json, by_alias=True), None


def _openapi_python_client() -> Ways:
    form: Any = import_module("attrs_client.models.transaction").Transaction
    get: Any = import_module("attrs_client.api.transactions.get_transactions")
    client: Any = import_module("attrs_client.client").Client
    return (
        lambda body: [form.from_dict(row) for row in json.loads(body)],
        lambda rows: json.dumps([row.to_dict() for row in rows]).encode(),
        lambda url: partial(get.sync, client=client(base_url=url)),
    )


def _openapi_generator() -> Ways:
    client: Any = import_module("openapi_client.api_client").ApiClient()
    form: Any = import_module("openapi_client.models.transaction").Transaction
    package: Any = import_module("openapi_client")

    def calling(url: str) -> Callable[[], Any]:
        made = package.ApiClient(package.Configuration(host=url))
        get: Callable[[], Any] = package.TransactionsApi(made).get_transactions
        return get

    return (
        lambda body: [form.from_dict(row) for row in json.loads(body)],
        lambda rows: json.dumps(client.sanitize_for_serialization(rows)).encode(),
        calling,
    )


WAYS: dict[str, Callable[[], Ways]] = {
    "msgspec, same models, nothing checked": _msgspec,
    "kontokit": _kontokit,
    "datamodel-code-generator, pydantic": _pydantic,
    "openapi-python-client": _openapi_python_client,
    "openapi-generator": _openapi_generator,
}


def _timed(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _many(call: Callable[[], Any]) -> None:
    for _ in range(CALLS):
        call()


def main() -> None:
    """
    Answer lines until there are no more.
    """
    decode, encode, calling = WAYS[sys.argv[1]]()
    body = Path(sys.argv[2]).read_bytes()
    rows = decode(body)
    work = {"decode": partial(decode, body), "encode": partial(encode, rows)}
    if calling is not None:
        work["call"] = partial(_many, calling(sys.argv[3]))
    for line in sys.stdin:
        print(_timed(work[line.strip()]), flush=True)


if __name__ == "__main__":
    main()
