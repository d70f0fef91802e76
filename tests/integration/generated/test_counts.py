"""
What work costs, as counts that no busy machine changes: calls of functions, and the most memory.

A count that grows fails. ``KONTOKIT_WRITE_COUNTS=1`` writes those of this run into
``tests/data/counts.json``, where a review sees what a change costs.
"""

from __future__ import annotations

import gc
import inspect
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from kontokit.core.http_response import Headers
from kontokit.http import HttpResponse
from kontokit.serialization.json_decoder import read_json
from kontokit.serialization.json_encoder import encode
from kontokit.serialization.reading import Place
from kontokit_banksapi.models import Transaction
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import (
    CreateMoneyTransferParams,
    MoneyTransferOrderParams,
    PageableTransactionList,
)
from scripts.benchmarks.payloads import account, pages, transactions
from tests.support.calls import calls_of
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport

ROOT = Path(__file__).parents[3]
COUNTS = Path(__file__).parents[2] / "data" / "counts.json"
SLACK = 1.05
"""Versions of Python and of libraries differ a little."""
ROWS = 200
UPDATED: dict[str, Any] = {
    "id": 1,
    "bank": {"id": 2},
    "interfaces": [],
    "accountIds": [],
    "updateStatus": "READY",
    "categorizationStatus": "READY",
}
"""A bank connection that was updated at once."""


def memory_of(work: Callable[[], Any], size: int) -> int:
    """
    The most memory in percent of a size, without what was there before.
    """
    work()
    gc.collect()
    with traced():
        before = tracemalloc.get_traced_memory()[0]
        work()
        return round(100 * (tracemalloc.get_traced_memory()[1] - before) / size)


@contextmanager
def traced() -> Generator[None]:
    """
    Trace the memory.
    """
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def client(body: bytes) -> FinapiAccess:
    """
    A client that gets one response for ever.
    """
    transport = ScriptedTransport([json_response(body)])
    return FinapiAccess(user_token="example", transport=transport)


def awaiting_client(body: bytes) -> AsyncFinapiAccess:
    """
    The same with ``await``.
    """
    transport = AsyncScriptedTransport([json_response(body)])
    return AsyncFinapiAccess(user_token="example", transport=transport)


def json_response(body: bytes) -> HttpResponse:
    """
    A response of 200 with a body.
    """
    headers = Headers([("content-type", "application/json")])
    return HttpResponse(status_code=200, headers=headers, body=body)


def flow_beyond_call(api: Any) -> int:
    """
    What a flow calls beyond the plain call, where the bank wants nothing.
    """
    update: Any = api.bank_connections.update
    options = {"bank_connection_id": 1, "banking_interface": "XS2A"}
    plain = calls_of(lambda: through(update(**options)))
    return calls_of(lambda: through(api.sca.start(update, **options))) - plain


def through(answer: Any) -> Any:
    """
    The result of a call, or of a coroutine that waits for nothing.
    """
    if not inspect.iscoroutine(answer):
        return answer
    try:
        answer.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


def page(body: bytes) -> Any:
    """
    Read a page of transactions of finAPI.
    """
    return read_json(body, PageableTransactionList, Place(rows="transactions"))


def payment() -> CreateMoneyTransferParams:
    """
    A small body.
    """
    order = MoneyTransferOrderParams(
        amount=Decimal("12.50"),
        counterpart_iban="DE89370400440532013000",
        counterpart_name="Erika Mustermann",
        purpose="Invoice RE-2024-0042",
    )
    return CreateMoneyTransferParams(account_id=1, money_transfers=[order])


def measured() -> dict[str, int]:
    """
    All counts.
    """
    body = transactions(ROWS, midnights=False)
    old = transactions(ROWS, midnights=False, other_spelling=True)
    form, place = list[Transaction], Place(rows="*")
    rows = read_json(body, form, place).value
    one, many = client(account()), client(pages(ROWS))
    paying = partial(encode, payment(), CreateMoneyTransferParams)
    updated = json.dumps(UPDATED).encode()
    return {
        "calls to decode 200 transactions of BANKSapi": calls_of(
            partial(read_json, body, form, place)
        ),
        "calls to decode them with another spelling": calls_of(
            partial(read_json, old, form, place)
        ),
        "calls to decode a page of 200 of finAPI": calls_of(partial(page, pages(ROWS))),
        "calls to decode it with a bad date in each row": calls_of(
            partial(page, pages(ROWS, {"importDate": "2024-13-45"}))
        ),
        "calls to encode 200 transactions": calls_of(partial(encode, rows, form)),
        "calls to encode a payment": calls_of(paying),
        "calls to encode the fiftieth payment": calls_of(paying, before=49),
        "calls to write a transaction as JSON": calls_of(rows[0].to_json, before=49),
        "calls to read it from a dict": calls_of(partial(Transaction.from_dict, rows[0].to_dict())),
        "calls to make dicts of them": calls_of(lambda: [row.to_dict() for row in rows]),
        "calls of a small GET": calls_of(partial(one.accounts.get, 1)),
        "calls of a page of 200 rows": calls_of(many.transactions.list(view="userView").first_page),
        "calls of a flow without SCA beyond the plain call": flow_beyond_call(client(updated)),
        "the same with await": flow_beyond_call(awaiting_client(updated)),
        "memory to decode, in percent of the body": memory_of(
            partial(read_json, body, form, place), len(body)
        ),
    }


def test_no_count_has_grown() -> None:
    """
    None by more than a few percent.
    """
    # In a process of its own: other tests turn on logs and telemetry, which call more.
    program = "import json; from tests.integration.generated.test_counts import measured; "
    program += "print(json.dumps(measured()))"
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    found = json.loads(printed.splitlines()[-1])
    if os.environ.get("KONTOKIT_WRITE_COUNTS"):
        COUNTS.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    known = json.loads(COUNTS.read_text("utf-8"))
    assert known.keys() == found.keys()
    grown = {name: count for name, count in found.items() if count > known[name] * SLACK}
    assert not grown, f"these were {known}"
