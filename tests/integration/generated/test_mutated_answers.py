"""
Answers of every operation with one wrong place: no good row is lost, every bad one is named, and
no value is lost in silence.
"""

from __future__ import annotations

import asyncio
import json
import random
import warnings
from typing import Any, Final

import pytest

from kontokit import DecodeError, KontokitError, Response
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.operations import Operation
from kontokit.serialization.deviation_policy import NO_POLICY, DeviationPolicy
from kontokit.serialization.model import wire_field
from kontokit.serialization.response_parser import parse_response
from tests.endurance.mixed_calls import AsyncMemory, Memory, client_settings
from tests.integration.generated.test_every_operation import example_of_answer
from tests.support.canaries import Pool
from tests.support.driving import CLASSES, Method, arguments, methods, operations
from tests.support.leak_scenes import success
from tests.support.mutations import (
    Mutation,
    judge_rows,
    judge_value,
    listed,
    mutate,
    places,
    rows_of,
    with_three_rows,
)
from tests.support.scale import figure, scaled

COUNT: Final = scaled(10, 100)
"""Mutations of the answer of each operation."""
COLLECT: Final = DeviationPolicy("collect")
JSON: Final = Headers([("Content-Type", "application/json")])


class Answers:
    """
    The good answers of one operation, and wrong ones.
    """

    def __init__(self, api: str, operation: Operation[Any]) -> None:
        self.operation = operation
        self.draw = random.Random(f"{api} {operation.id}")
        self.status, self.result = next(
            (status, one)
            for status, one in operation.results.items()
            if one.type is not None and not one.location and "json" in one.media_type
        )
        self.rows = rows_of(operation, self.result.envelope)
        whole = json.loads(success(operation, Pool()).body)
        example = example_of_answer(api, operation)  # type: ignore[arg-type]
        found = [whole, json.loads(example)] if example else [whole]
        self.trees = [with_three_rows(t, self.rows) if self.rows is not None else t for t in found]

    def mutations(self, count: int) -> list[Mutation]:
        spoilable = [tree for tree in self.trees if any(places(tree))]  # some answers are one word
        drawn = (self.draw.choice(spoilable) for _ in range(count if spoilable else 0))
        return [mutate(tree, self.rows, self.draw) for tree in drawn]

    def read(self, body: bytes, policy: DeviationPolicy) -> Response[Any]:
        answer = HttpResponse(status_code=self.status, headers=JSON, body=body)
        return parse_response(self.operation, answer, request_id=None, policy=policy)

    def outcome(self, mutation: Mutation, policy: DeviationPolicy) -> Response[Any] | DecodeError:
        """
        A result, or the error that says what is wrong. Anything else is raised.
        """
        try:
            return self.read(mutation.body, policy)
        except DecodeError as error:
            return error

    def rows_in(self, value: Any) -> list[Any]:
        named = self.operation.rows
        return listed(value if named == "*" else wire_field(value, str(named)))


def has_json(operation: Operation[Any]) -> bool:
    return any(
        one.type is not None and not one.location and "json" in one.media_type
        for one in operation.results.values()
    )


def judged(answers: Answers, mutation: Mutation) -> None:
    """
    Check what becomes of an answer, with rows left out and with rows as errors.
    """
    good = answers.read(json.dumps(mutation.good).encode(), NO_POLICY)
    assert (good.deviations, good.unreadable) == ((), ())
    for policy in (COLLECT, NO_POLICY):
        found = answers.outcome(mutation, policy)
        if mutation.row is not None:
            rows = answers.rows_in(good.value)
            if isinstance(found, Response):
                found = _with_rows(found, answers.rows_in(found.value))
            judge_rows(mutation, rows, found)
        elif isinstance(found, Response) and not found.unreadable:
            prefix: tuple[str | int, ...] = ()
            if answers.result.envelope in mutation.good:
                prefix = (str(answers.result.envelope),)
            judge_value(mutation, prefix, good.value, found.value)


def _with_rows(found: Response[Any], rows: list[Any]) -> Response[Any]:
    return Response(
        value=rows, http=found.http, deviations=found.deviations, unreadable=found.unreadable
    )


@pytest.mark.parametrize("api", CLASSES)
def test_no_good_row_is_lost_and_no_value_in_silence(api: str) -> None:
    """
    A field is missing, null, empty, of a wrong type, or an odd time, in any place of an answer.
    """
    known = [one for one in operations(api).values() if has_json(one)]
    for operation in known:
        answers = Answers(api, operation)
        for mutation in answers.mutations(COUNT):
            try:
                judged(answers, mutation)
            except (AssertionError, Exception) as error:
                error.add_note(f"{operation.id} {mutation.path} {mutation.body[:2000]!r}")
                raise
    figure("T46", f"{api}: {len(known)} operations × {COUNT} mutations, no row lost")


@pytest.mark.parametrize("api", CLASSES)
def test_calls_end_with_a_result_or_an_error_of_ours(api: str) -> None:
    """
    By the methods of both clients, over all rows.
    """
    made = _made(api)
    memory, awaited = Memory(), AsyncMemory()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kind, given = client_settings(api, "http://127.0.0.1:9", is_async=False)
        with kind(**given, transport=memory) as client:
            for call, answer in made:
                memory.answer = lambda _, answer=answer: answer  # type: ignore[misc]
                error = call.call(client)
                assert error is None or isinstance(error, KontokitError)
        asyncio.run(_awaited(api, awaited, made))


async def _awaited(api: str, memory: AsyncMemory, made: list[Any]) -> None:
    kind, given = client_settings(api, "http://127.0.0.1:9", is_async=True)
    async with kind(**given, transport=memory, on_deviation="collect") as client:
        for call, answer in made:
            memory.answer = lambda _, answer=answer: answer  # type: ignore[misc]
            error = await call.wait(client)
            assert error is None or isinstance(error, KontokitError)


def _made(api: str) -> list[Any]:
    pool = Pool()
    found: list[Any] = []
    for method in _methods_with_json(api):
        answers = Answers(api, method.operation)
        for mutation in answers.mutations(max(1, COUNT // 10)):
            answer = HttpResponse(status_code=answers.status, headers=JSON, body=mutation.body)
            found.append((arguments(method, pool, "dict"), answer))
    return found


def _methods_with_json(api: str) -> list[Method]:
    return [method for method in methods(api) if has_json(method.operation)]
