"""
One contestant in a process of its own. It is run by the interpreter of its environment, so it
imports what only that has.

Takes a name and the file with the response; then reads ``decode`` or ``encode`` lines and answers
each with the CPU seconds that it took.
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

Ways: TypeAlias = tuple[Callable[[bytes], Any], Callable[[Any], bytes]]


def _kontokit() -> Ways:
    from kontokit.serialization.json_decoder import decode
    from kontokit.serialization.json_encoder import encode
    from kontokit_banksapi.models import Transaction

    form = list[Transaction]
    return partial(decode, form=form), partial(encode, form=form)


def _msgspec() -> Ways:
    import msgspec

    from kontokit.core.limits import MAX_DIGITS
    from kontokit.serialization.custom_types import typed_decoder
    from kontokit_banksapi.models import Transaction

    bare = msgspec.json.Encoder(decimal_format="number")
    return typed_decoder(list[Transaction], MAX_DIGITS).decode, bare.encode


def _pydantic() -> Ways:
    form: Any = import_module("pydantic_models").Transaction
    adapter: Any = import_module("pydantic").TypeAdapter(list[form])
    return adapter.validate_json, partial(adapter.dump_json, by_alias=True)


def _openapi_python_client() -> Ways:
    form: Any = import_module("attrs_client.models.transaction").Transaction
    return (
        lambda body: [form.from_dict(row) for row in json.loads(body)],
        lambda rows: json.dumps([row.to_dict() for row in rows]).encode(),
    )


def _openapi_generator() -> Ways:
    client: Any = import_module("openapi_client.api_client").ApiClient()
    form: Any = import_module("openapi_client.models.transaction").Transaction
    return (
        lambda body: [form.from_dict(row) for row in json.loads(body)],
        lambda rows: json.dumps(client.sanitize_for_serialization(rows)).encode(),
    )


WAYS: dict[str, Callable[[], Ways]] = {
    "msgspec, same models, nothing checked": _msgspec,
    "kontokit": _kontokit,
    "datamodel-code-generator, pydantic": _pydantic,
    "openapi-python-client": _openapi_python_client,
    "openapi-generator": _openapi_generator,
}


def _timed(work: Callable[[Any], Any], given: Any) -> float:
    begun = time.process_time()
    work(given)
    return time.process_time() - begun


def main() -> None:
    """
    Answer lines until there are no more.
    """
    decode, encode = WAYS[sys.argv[1]]()
    body = Path(sys.argv[2]).read_bytes()
    rows = decode(body)
    work = {"decode": (decode, body), "encode": (encode, rows)}
    for line in sys.stdin:
        print(_timed(*work[line.strip()]), flush=True)


if __name__ == "__main__":
    main()
