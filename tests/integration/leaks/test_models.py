"""
No secret survives being shown, in any model of any package that holds one somewhere.
"""

from __future__ import annotations

import copy
import json
import pickle
import pprint
from collections.abc import Callable
from importlib import import_module
from typing import Any

import msgspec
import pytest

from kontokit import CallOptions, parse_json, to_dict
from tests.support.canaries import PLANTED, Pool, found_in
from tests.support.driving import CLASSES
from tests.support.model_builder import Builder, secret_models

MODELS = [
    (api, model)
    for api in CLASSES
    for model in secret_models(import_module(f"kontokit_{api}.models"))
]
WAYS: list[Callable[[Any], Any]] = [
    repr,
    str,
    ascii,
    format,
    "{}".format,
    "%s".__mod__,
    lambda model: f"{model} {model!r} {model!s:>9}",
    pprint.pformat,
    vars,
    lambda model: json.dumps(model, default=str),
    lambda model: json.dumps(msgspec.structs.asdict(model), default=str),
    msgspec.structs.asdict,
    msgspec.structs.astuple,
    msgspec.json.encode,
    msgspec.to_builtins,
    to_dict,
    pickle.dumps,
    copy.copy,
    copy.deepcopy,
    hash,
]


def _shown(way: Callable[[Any], Any], model: Any) -> str:
    try:
        return f"{way(model)!r}"
    except (TypeError, msgspec.MsgspecError) as error:
        return f"{error!r} {error}"


@pytest.mark.parametrize(("api", "model"), MODELS, ids=lambda one: getattr(one, "__name__", one))
def test_no_secret_survives_being_shown(api: str, model: type[msgspec.Struct]) -> None:
    """
    A model whose every secret is a planted text shows none, whichever way it is turned to text.
    """
    pool = Pool()
    built = Builder(pool, "model", only_secrets=True).value(model)
    read = parse_json(json.dumps(Builder(pool, "json", only_secrets=True).value(model)), model)
    assert pool.given, api
    for one in (built, read):
        assert not found_in("\n".join(_shown(way, one) for way in WAYS))
        assert found_in(f"{to_dict(one, reveal_secrets=True)}")


@pytest.mark.parametrize(("api", "model"), MODELS, ids=lambda one: getattr(one, "__name__", one))
def test_a_plain_text_becomes_a_secret(api: str, model: type[msgspec.Struct]) -> None:
    """
    A model made with plain texts in the place of secrets shows none, and holds what it was given.
    """
    pool = Pool()
    given = Builder(pool, "model", only_secrets=True, wraps=False).value(model)
    assert pool.given, api
    again = msgspec.structs.replace(given)
    for one in (given, again):
        assert not found_in("\n".join(_shown(way, one) for way in WAYS))
        assert found_in(f"{to_dict(one, reveal_secrets=True)}") <= pool.given
        assert one == Builder(Pool(), "model", only_secrets=True).value(model)


def test_there_are_models_with_secrets() -> None:
    """
    Every package but that of web forms has models that hold secrets; there the user types them.
    """
    assert {api for api, _ in MODELS} == set(CLASSES) - {"finapi_webform"}
    assert len(MODELS) > 40


def test_options_show_no_header() -> None:
    """
    Headers of a single call are not printed.
    """
    for text in PLANTED["token"]:
        assert not found_in(repr(CallOptions(headers={"X-Key": text})))
