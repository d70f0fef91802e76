"""
What the server answers: the success of each operation, and failures of many kinds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from kontokit.operations import ErrorShape, Operation, Result
from tests.support.bank import Reply
from tests.support.canaries import Pool
from tests.support.model_builder import Builder

JSON: Final = "application/json"
SUCCESS: Final = "success"
REFUSED_HERE: Final = "refused here"
"""Nothing is sent."""
TIME_OUT: Final = "time-out"
Scene = Callable[[Operation[Any], Pool], Reply]


def _private(pool: Pool) -> dict[str, str]:
    cookie = f"JSESSIONID={pool.of('cookie')}; Path=/"
    return {"Set-Cookie": cookie, "X-Session": pool.of("session")}


def _elsewhere(pool: Pool) -> dict[str, str]:
    return {"Location": f"https://form.example/weiter?session={pool.of('session')}"}


def _result(operation: Operation[Any]) -> tuple[int, Result]:
    return next(iter(operation.results.items()))


def _has_body(operation: Operation[Any]) -> bool:
    _, result = _result(operation)
    return result.type is not None and not result.location


def success(operation: Operation[Any], pool: Pool) -> Reply:
    """
    Answer as the documents promise, with cookies on top.
    """
    status, result = _result(operation)
    headers = {**_private(pool), **_elsewhere(pool)}
    if result.type is None or result.location:
        return Reply(status=status, headers=headers)
    headers["Content-Type"] = result.media_type
    if result.type in (str, bytes) and "json" not in result.media_type:
        return Reply(status=status, body=pool.of("holder").encode(), headers=headers)
    tree = Builder(pool, "json").value(result.type)
    wrapped = tree if result.envelope is None else {result.envelope: tree}
    return Reply(status=status, body=json.dumps(wrapped).encode(), headers=headers)


def refusing(status: int, *, repeats: bool = False, code: str = "BA1010", **headers: str) -> Scene:
    """
    Answer with a documented error, full of private data; or with all that was sent.
    """

    def answer(operation: Operation[Any], pool: Pool) -> Reply:
        sent = " ".join(pool.recent) if repeats else None
        forms = [*operation.errors.values()]
        form = operation.errors.get(status) or (forms[0] if forms else dict[str, str])
        fixed = _codes(getattr(form, "__error_shape__", None), code)
        tree = Builder(pool, "json", fixed=fixed, echo=sent).value(form, "message")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        where = _elsewhere(pool) if status in (302, 451) else {}
        return Reply(
            status=status,
            body=json.dumps(tree).encode(),
            headers={"Content-Type": JSON, **_private(pool), **named, **where},
        )

    return answer


def _codes(shape: ErrorShape | None, code: str) -> Mapping[str, Any]:
    """
    Give what an error message shows of the body, as the documents say: words, never data.
    """
    if shape is None:
        return {}
    shown = {shape.code: code, shape.request_id: "7f3c"}
    return {name: value for name, value in shown.items() if name is not None}


def _page(operation: Operation[Any], pool: Pool) -> Reply:
    status = 200 if _has_body(operation) else 503
    body = f"<html><body>{pool.of('session')} {pool.of('holder')}</body></html>".encode()
    return Reply(status=status, body=body, headers={"Content-Type": "text/html", **_private(pool)})


def _broken(operation: Operation[Any], pool: Pool) -> Reply:
    status = 200 if _has_body(operation) else 500
    body = f'{{"iban": "{pool.of("iban")}", "pin": {pool.of("pin")}'.encode()
    return Reply(status=status, body=body, headers={"Content-Type": JSON, **_private(pool)})


def _path_error(operation: Operation[Any], pool: Pool) -> Reply:
    """
    Answer with a text where a number belongs; with a text alone where there is no number.
    """
    _, result = _result(operation)
    headers = {"Content-Type": JSON, **_private(pool)}
    if not _has_body(operation) or result.type in (Any, str, bytes):
        return Reply(status=500, body=json.dumps(pool.of("pin")).encode(), headers=headers)
    builder = Builder(pool, "json", spoil=True)
    tree = builder.value(result.type)
    if builder.spoil:
        tree = pool.of("iban")
    wrapped = tree if result.envelope is None else {result.envelope: tree}
    return Reply(status=200, body=json.dumps(wrapped).encode(), headers=headers)


def _cut(operation: Operation[Any], pool: Pool) -> Reply:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: 999\r\nSet-Cookie: {pool.of('cookie')}\r\n\r\n"
    return Reply(raw=f'{head}{{"iban": "{pool.of("iban")}"'.encode())


FAILURES: Final[Mapping[str, Scene]] = {
    REFUSED_HERE: success,
    "400": refusing(400),
    "401": refusing(401),
    "403": refusing(403),
    "404": refusing(404),
    "422 that repeats what was sent": refusing(422, repeats=True),
    "422 that repeats it with a code of fixed texts": refusing(
        422, repeats=True, code="unsupported_grant_type"
    ),
    "423": refusing(423),
    "429": refusing(429, Retry_After="17"),
    "451 with a session": refusing(451),
    "500": refusing(500),
    "510 with a challenge": refusing(510),
    "HTML": _page,
    "broken JSON": _broken,
    "wrong type": _path_error,
    "redirect with a session": refusing(302),
    "closed before the answer": lambda operation, pool: Reply(raw=b""),
    "closed in the middle": _cut,
    TIME_OUT: lambda operation, pool: Reply(raw=b"", pause=0.3),
}
