"""
Compares what msgspec writes itself with what is written value by value.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from kontokit import to_dict
from kontokit.serialization.json_encoder import encode, encode_tree, to_wire
from tests.support.drawn_models import Drawer, outcome

MANY = 40
"""So many values of a type are always written by msgspec, where it can be."""


def usual(value: Any, form: Any) -> bytes:
    """
    The text that is written without msgspec's own writing of models.
    """
    return encode_tree(to_wire(value, form), "body")


def check_written(models: list[Any], kind: type[Any]) -> None:
    """
    Compare each way of writing with the usual one.
    """
    form: Any = list[kind]  # type: ignore[valid-type]
    good = Drawer(3).good(kind)
    encode([good] * MANY, form)  # from now on msgspec writes them
    for reveal in (True, False):
        for _ in range(MANY):
            to_dict(good, reveal_secrets=reveal)
    for model in models:
        assert_same(partial(encode, [model, model], form), partial(usual, [model, model], form))
        assert_same(partial(encode, model, kind), partial(usual, model, kind))
        check_stored(model)


def assert_same(work: Callable[[], Any], usually: Callable[[], Any]) -> None:
    """
    Both return the same, or raise the same.
    """
    assert outcome(work) == outcome(usually)


def check_stored(model: Any) -> None:
    """
    Compare what is stored with what is written value by value, as unknown fields are.
    """
    for reveal in (True, False):
        careful = partial(to_dict, model, reveal_secrets=reveal, include_unknown=True)
        assert_same(partial(to_dict, model, reveal_secrets=reveal), careful)
        assert_same(partial(model.to_json, reveal_secrets=reveal), partial(dumped, careful))


def dumped(plain: Callable[[], Any]) -> str:
    """
    A dict as Python's own library writes it.
    """
    return json.dumps(plain(), ensure_ascii=False)
