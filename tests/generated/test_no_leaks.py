"""
Planted secrets go through every operation, on success and on twelve failures: nothing shows them.

All that a caller sends and all that a server answers begins with one of two words, so one search
finds every value in every spelling. The errors' own copy of the server's answer is documented to
hold what the server said; what a caller has sent is never there. Of the frames of a traceback,
those of the runtime are looked at: others hold what their callers passed in.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import pickle
import traceback
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from types import FrameType, ModuleType, TracebackType
from typing import Any

import attrs
import msgspec
import pytest
from msgspec import inspect

from kontokit import (
    CallOptions,
    ClientCredentials,
    KontokitError,
    Model,
    ResponseError,
    Secret,
    Timeouts,
    parse_json,
)
from kontokit.operations import Operation
from kontokit_sandbox import Sandbox

from .planting import FAILURES, HIDDEN, JSON, OPEN, PLANTED, Bank, Builder, Scene, number

APIS = {
    "bankimport": "Bankimport",
    "banksapi": "Banksapi",
    "finapi_access": "FinapiAccess",
    "finapi_access_v1": "FinapiAccessV1",
    "finapi_webform": "FinapiWebform",
}
TOKENS = ("user_token", "client_token", "mandator_admin_token", "api_token")
ANSWER = ("body", "headers", "error", "problems", "url", "retry_after")
"""What of an error is the server's answer."""


@pytest.fixture(scope="module")
def bank() -> Iterator[Bank]:
    """
    The server, for all tests here.
    """
    made = Bank()
    yield made
    made.close()


def _operations(api: str) -> list[Operation[Any]]:
    found: dict[str, Operation[Any]] = {}
    for module in iter_modules(import_module(f"kontokit_{api}.operations").__path__):
        names = vars(import_module(f"kontokit_{api}.operations.{module.name}"))
        found |= {item.id: item for item in names.values() if isinstance(item, Operation)}
    return list(found.values())


def _settings(api: str, bank: Bank, sandbox: Sandbox) -> dict[str, Any]:
    scheme_names = import_module(f"kontokit_{api}.client").API.schemes
    known = {name.replace("Token", "_token").replace("A", "_a") for name in scheme_names}
    tokens: dict[str, Any] = {name: f"{HIDDEN}{name}" for name in TOKENS if name in known}
    if api == "banksapi":
        tokens["client_credentials"] = ClientCredentials("tenant/client", f"{HIDDEN}client")
        tokens["credential_key"] = sandbox.credentials.banksapi_certificate
    return {**tokens, "base_url": bank.url, "timeouts": Timeouts(read=20)}


def _arguments(operation: Operation[Any]) -> dict[str, Any]:
    return {
        parameter.name: f"{OPEN}{next(number):05d}"
        for parameter in operation.parameters
        if parameter.format is None
    }


def _body(operation: Operation[Any]) -> Any:
    if operation.body is None:
        return msgspec.UNSET
    form = operation.body.type
    if form in (bytes, str):
        return f"{HIDDEN}{next(number):05d}"
    return Builder(as_json=False).value(form)


def _success(operation: Operation[Any]) -> Scene:
    status, result = next(iter(operation.results.items()))
    location = {"Location": f"/x/{OPEN}"} if result.location else {}
    if result.type is None:
        return Scene("success", status, b"", JSON, **location)
    if result.type in (bytes, str):
        return Scene("success", status, OPEN.encode(), result.media_type, **location)
    made = Builder(as_json=True).value(result.type)
    told = made if result.envelope is None else {result.envelope: made}
    return Scene("success", status, json.dumps(told).encode(), result.media_type, **location)


@contextmanager
def _listening() -> Iterator[list[str]]:
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(f"{record.getMessage()} {record.args} {record.exc_text} {vars(record)}")

    root, ear = logging.getLogger(), Ear(logging.NOTSET)
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.NOTSET)
    try:
        yield heard
    finally:
        root.setLevel(level)
        root.removeHandler(ear)


class Tally:
    """
    What the calls of one client came to.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.successes: list[str] = []
        self.found: list[str] = []

    def take(self, operation: Operation[Any], scene: Scene, outcome: Any) -> None:
        self.calls += 1
        place = f"{operation.id} {scene.name}"
        if not isinstance(outcome, KontokitError):
            self.successes.append(operation.id)
            if HIDDEN in f"{outcome!r}{outcome}":
                self.found.append(f"{place}: the result shows a secret")
            return
        if PLANTED.search(_shown(outcome)):
            self.found.append(f"{place}: {type(outcome).__name__} shows it")
        if any(PLANTED.search(text) for text in _reachable(outcome)):
            self.found.append(f"{place}: {type(outcome).__name__} leads to it")


def _shown(error: KontokitError) -> str:
    summary = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in summary.stack if "/kontokit/" in frame.filename]
    facts = {name: fact for name, fact in vars(error).items() if name not in ANSWER}
    texts = [str(error), repr(error), f"{error}", str(facts), "".join(str(f.locals) for f in ours)]
    bare = error
    if isinstance(error, ResponseError):
        bare = type(error).__new__(type(error), *error.args)
        bare.__dict__.update(facts)
    return "".join([*texts, "".join(summary.format_exception_only()), str(pickle.dumps(bare))])


def _reachable(error: KontokitError) -> Iterator[str]:
    """
    Every text that can be reached from an error, but through Secret, the answer and the tests.
    """
    answer = [vars(error)[name] for name in ANSWER if name in vars(error)]
    seen = {id(item) for item in answer if not isinstance(item, str | bytes | tuple)}
    skipped = {id(item) for item in answer} | {id(())}
    pending: list[tuple[Any, int]] = [(error, 0)]
    while pending:
        item, depth = pending.pop()
        is_over = id(item) in seen or id(item) in skipped or depth > 8
        if is_over or isinstance(item, Secret | type | ModuleType):
            continue
        seen.add(id(item))
        if isinstance(item, str | bytes):
            yield item if isinstance(item, str) else item.decode("latin-1")
        elif isinstance(item, TracebackType):
            pending += [(item.tb_frame, depth), (item.tb_next, depth)]
        elif isinstance(item, FrameType):
            if "/kontokit/" in item.f_code.co_filename:
                pending += [(local, depth + 1) for local in item.f_locals.values()]
        elif not callable(item):
            pending += [(inner, depth + 1) for inner in gc.get_referents(item)]


def _walk(client: Any, bank: Bank, operations: list[Operation[Any]]) -> Iterator[tuple[Any, ...]]:
    for operation in operations:
        for scene in (_success(operation), *FAILURES):
            bank.scene = scene
            yield operation, scene, _arguments(operation), _body(operation)


def _blocking(kind: Any, settings: dict[str, Any], bank: Bank, api: str) -> Tally:
    tally = Tally()
    with kind(**settings) as client:
        for operation, scene, args, body in _walk(client, bank, _operations(api)):
            try:
                outcome = client.call(operation, args, body)
            except KontokitError as error:
                outcome = error
            tally.take(operation, scene, outcome)
        assert not PLANTED.search(repr(client))
    return tally


async def _awaiting(kind: Any, settings: dict[str, Any], bank: Bank, api: str) -> Tally:
    tally = Tally()
    async with kind(**settings) as client:
        for operation, scene, args, body in _walk(client, bank, _operations(api)):
            try:
                outcome = await client.call(operation, args, body)
            except KontokitError as error:
                outcome = error
            tally.take(operation, scene, outcome)
        assert not PLANTED.search(repr(client))
    return tally


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("api", APIS)
def test_nothing_planted_comes_to_light(
    api: str, bank: Bank, sandbox_servers: Sandbox, capfd: Any, *, is_async: bool
) -> None:
    """
    Every operation, once answered well and twelve times not, with planted texts in all places:
    no record of any logger, no output, no error and no pickle shows one, and none can be reached
    from an error.
    """
    package = import_module(f"kontokit_{api}")
    settings = _settings(api, bank, sandbox_servers)
    with _listening() as heard:
        if is_async:
            kind = getattr(package, f"Async{APIS[api]}")
            tally = asyncio.run(_awaiting(kind, settings, bank, api))
        else:
            tally = _blocking(getattr(package, APIS[api]), settings, bank, api)
    out, err = capfd.readouterr()
    assert tally.found == []
    assert not [text for text in [*heard, out, err] if PLANTED.search(text)]
    assert tally.calls == len(_operations(api)) * (1 + len(FAILURES))
    assert set(tally.successes) == {operation.id for operation in _operations(api)}
    assert len(heard) >= tally.calls


def test_every_operation_is_among_them() -> None:
    """
    All operations of the five packages are walked, and far more than 500 texts are planted.
    """
    assert sum(len(_operations(api)) for api in APIS) >= 273
    planted = [text for api in APIS for op in _operations(api) for text in [str(_body(op))]]
    assert len(planted) >= 273
    assert next(number) > 500


def test_the_search_finds_what_is_there() -> None:
    """
    Plain, percent-encoded and in Base64, at any place of a longer text.
    """
    for text in (HIDDEN, OPEN, f"x%20{HIDDEN}%C3%A4", f"a{HIDDEN}"):
        assert PLANTED.search(text)
    for before in ("", "a", "ab", "abc", '{"pin":"'):
        assert PLANTED.search(b64encode(f"{before}{HIDDEN}1".encode()).decode())


def _models() -> list[type[Model]]:
    found: list[type[Model]] = []
    for api in APIS:
        names = vars(import_module(f"kontokit_{api}.models")).values()
        found += [item for item in names if isinstance(item, type) and issubclass(item, Model)]
    return found


def _holds_a_secret(model: type[Model]) -> bool:
    return "Secret" in str(inspect.type_info(model)) or "Encrypted" in str(inspect.type_info(model))


@pytest.mark.parametrize(
    "model",
    [model for model in _models() if _holds_a_secret(model)],
    ids=lambda model: f"{model.__module__}.{model.__name__}",
)
def test_no_secret_survives_the_repr_of_a_model(model: type[Model]) -> None:
    """
    A model that holds a secret somewhere, filled from JSON, shows none of them, and neither its
    JSON by other means nor its pickle or copy gives one away.
    """
    made = parse_json(json.dumps(Builder(as_json=True).value(model)).encode(), model)
    for text in (repr(made), str(made), f"{made}", str(msgspec.structs.asdict(made))):
        assert HIDDEN not in text
    assert HIDDEN not in json.dumps(made, default=str)
    if "Secret(***)" in repr(made):
        with pytest.raises(TypeError):
            pickle.dumps(made)


def test_options_show_no_header() -> None:
    """
    Headers of a single call are not printed.
    """
    assert HIDDEN not in repr(CallOptions(headers={"X-Key": HIDDEN}))
    assert attrs.has(CallOptions)
