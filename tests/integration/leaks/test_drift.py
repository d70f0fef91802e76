"""
Planted secrets go through every operation with a drift log, and none is in the log or its report.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kontokit import DriftLog
from kontokit.drift import read_log
from kontokit.drift.__main__ import main
from kontokit.operations import Operation
from tests.support.bank import Bank, Reply
from tests.support.canaries import Pool, found_in
from tests.support.driving import CLASSES, Arguments, arguments, methods, settings
from tests.support.leak_scenes import FAILURES, TIME_OUT, success

PRIVATE = (
    "Erika Mustermann", "ErikaMustermann", "erika", "mustermann", "DE02120300000000202051",
    "DE02 1203 0000 0000 2020 51", "erika.mustermann@example.invalid", "203.0.113.7", "4711.17",
    "tokenAbcdefgh", "geheimnis", "s3cr3t", "8fb65b0e-9418-412d-9865-b960ef81b43f", "2024-05-14",
)  # fmt: skip
"""Names, accounts, addresses, amounts, secrets, ids and days."""
UNMISTAKABLE = tuple(one for one in PRIVATE if one not in ("203.0.113.7", "2024-05-14"))


def filled(tree: Any, texts: Iterator[str]) -> Any:
    """
    Put private data wherever there is a text or a number, and use it as keys too.
    """
    if isinstance(tree, dict):
        kept = {key: filled(value, texts) for key, value in tree.items()}
        return {**kept, **{one: one for one in PRIVATE}, "IBAN": [{one: 1} for one in PRIVATE]}
    if isinstance(tree, list):
        return [filled(item, texts) for item in tree] + [*PRIVATE]
    return next(texts)


def private(operation: Operation[Any], pool: Pool, turn: int, *, fails: bool) -> Reply:
    """
    Answer with private data in every field, as keys, in headers and in the media type.
    """
    reply = FAILURES["400"](operation, pool) if fails else success(operation, pool)
    texts = iter(PRIVATE[(turn + n) % len(PRIVATE)] for n in range(1_000_000))
    secret = PRIVATE[turn % len(PRIVATE)]
    headers = {**reply.headers, "X-Erika-Mustermann": secret, "X-Geheimnis": secret}
    body = reply.body
    if body.startswith((b"{", b"[")):
        body = json.dumps(filled(json.loads(body), texts)).encode()
    if turn % 5 == 0:
        headers["Content-Type"] = f"application/{secret.replace(' ', '')}"
    return Reply(status=reply.status, body=body, headers=headers)


class Run:
    """
    All methods of one package, in several scenes.
    """

    def __init__(self, api: str, bank: Bank, drift: DriftLog) -> None:
        self.api = api
        self.bank = bank
        self.drift = drift
        self.pool = Pool()
        self.calls = 0

    def scenes(self) -> Iterator[Arguments]:
        for turn, method in enumerate(methods(self.api)):
            operation = method.operation
            replies = [success(operation, self.pool), FAILURES["wrong type"](operation, self.pool)]
            replies += [FAILURES[name](operation, self.pool) for name in ("401", "HTML", "500")]
            replies += [private(operation, self.pool, turn, fails=fails) for fails in (True, False)]
            for reply in replies:
                self.bank.reply = reply
                self.calls += 1
                yield arguments(method, self.pool, "model")

    def go(self) -> None:
        kind, given = settings(self.api, self.pool, self.bank.url, is_async=False)
        with kind(**given, drift=self.drift) as client:
            for call in self.scenes():
                call.call(client)

    async def wait(self) -> None:
        kind, given = settings(self.api, self.pool, self.bank.url, is_async=True)
        async with kind(**given, drift=self.drift) as client:
            for call in self.scenes():
                await call.wait(client)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("api", CLASSES)
def test_no_planted_value_is_in_a_drift_log(
    api: str, bank: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_async: bool
) -> None:
    """
    In every field, as keys, in headers and media types, of successes and failures: neither the
    log, nor its table, nor the report holds one; and yet everything that differs is noted.
    """
    log, report = tmp_path / "drift.json", tmp_path / "report.json"
    drift = DriftLog(log)
    run = Run(api, bank, drift)
    asyncio.run(run.wait()) if is_async else run.go()
    drift.flush()
    assert main(["report", str(log), "--json", str(report)]) == 0
    texts = "\n".join([log.read_text(), report.read_text(), capsys.readouterr().out])
    assert found_in(texts) == set()
    # Days and addresses of the log itself are no values.
    assert [one for one in UNMISTAKABLE if one.lower() in texts.lower()] == []
    noted = read_log(log).findings
    assert {one.difference.kind for one in noted} >= {"unknown_field", "header", "type"}
    assert sum(one.count for one in noted) > run.calls
    assert TIME_OUT not in texts
