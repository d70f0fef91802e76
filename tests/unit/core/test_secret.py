"""
A Secret has one way out.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from kontokit import ClientCredentials, Secret, UserCredentials

PIN = "geheim-4711"
WAYS_OUT: list[Callable[[Any], Any]] = [
    pickle.dumps,
    lambda secret: secret.__getstate__(),
    lambda secret: secret.__reduce__(),
    lambda secret: secret.__reduce_ex__(4),
    list,
    json.dumps,
    msgspec.json.encode,
    vars,
    hash,
    len,
]


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{:>11}".format, "%s".__mod__, ascii])
def test_secrets_are_redacted(show: Callable[[Any], str]) -> None:
    """
    Every way of turning a secret into text gives the mask.
    """
    assert show(Secret(PIN)) == "Secret(***)"


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_secret_has_no_other_way_out(way: Callable[[Any], Any]) -> None:
    """
    A secret is not pickled, iterated, hashed, measured or written as JSON.
    """
    with pytest.raises((TypeError, msgspec.MsgspecError)) as caught:
        way(Secret(PIN))
    assert PIN not in str(caught.value)


@dataclass
class Settings:
    client: ClientCredentials
    user: UserCredentials
    pins: list[Secret]


def test_a_copy_of_a_secret_is_the_secret() -> None:
    """
    What contains a secret can be copied, and turned into a dict, with the secret itself in it.
    """
    secret = Secret(PIN)
    assert copy.copy(secret) is secret
    assert copy.deepcopy({"pins": [secret]})["pins"][0] is secret
    settings = Settings(ClientCredentials("id", PIN), UserCredentials("erika", secret), [secret])
    assert copy.deepcopy(settings) == settings
    assert copy.deepcopy(settings).user.password is secret
    shown = dataclasses.asdict(settings)
    assert shown["client"] == settings.client
    assert shown["pins"][0] is secret
    assert PIN not in f"{shown}"


def test_secrets_are_compared_by_their_text() -> None:
    """
    Two secrets are equal if their texts are, and a secret never equals a plain text.
    """
    assert Secret("ä€") == Secret("ä€")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert Secret("\ud800") == Secret("\ud800")


def test_reveal_gives_the_text() -> None:
    """
    The text comes out of reveal, even an empty one.
    """
    assert Secret(PIN).reveal() == PIN
    assert Secret("").reveal() == ""
    assert not Secret("")


def test_a_secret_holds_only_text() -> None:
    """
    Bytes or numbers are refused without being shown.
    """
    wrong: Any = 471147
    with pytest.raises(TypeError, match="holds a str, not int"):
        Secret(wrong)
