"""
Whatever a call sends can be written down without its secrets, and sent again as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kontokit import ConfigurationError
from kontokit.operations import Operation
from kontokit.sca.records.secret_slots import (
    extract_secrets,
    insert_secrets,
    plain_body,
    secret_names,
)
from kontokit.serialization.field_encryption import encrypting_fields
from kontokit.serialization.json_encoder import encode
from tests.support.canaries import Pool, found_in
from tests.support.driving import CLASSES, operations
from tests.support.model_builder import Builder, Form


class Marking:
    """
    A cipher that can be seen through.
    """

    def encrypt(self, value: str) -> str:
        return f"<{value}>"


def with_bodies() -> Iterator[Any]:
    """
    All operations of all packages that take a body.
    """
    for api in CLASSES:
        for operation in operations(api).values():
            if operation.body is not None:
                yield pytest.param(operation, id=f"{api}-{operation.id}")


@pytest.mark.parametrize("operation", list(with_bodies()))
@pytest.mark.parametrize("form", ["model", "dict"])
def test_every_body_is_sent_again_as_it_was(operation: Operation[Any], form: Form) -> None:
    """
    A body that went through JSON without its secrets gives the very bytes of the first one,
    and no secret is in that JSON.
    """
    assert operation.body is not None
    kind = operation.body.type
    body = Builder(Pool(), form, only_secrets=True).value(kind, "body")
    tree, secrets = extract_secrets(plain_body(operation, body))
    written = json.dumps(tree)
    assert json.loads(written) == tree
    assert not found_in(written)
    assert set(secret_names(tree)) == set(secrets)
    assert len(secret_names(tree)) == len(secrets)
    again = insert_secrets(json.loads(written), secrets)
    with encrypting_fields(Marking()):
        sent, first = encode(again, kind), encode(body, kind)
    assert sent == first
    assert bool(secrets) == bool(found_in(first.decode()))
    for name in secrets:
        others = {one: value for one, value in secrets.items() if one != name}
        with pytest.raises(ConfigurationError) as caught:
            insert_secrets(tree, others)
        assert repr(name) in str(caught.value)


def test_the_secrets_are_named_like_the_fields_of_a_login() -> None:
    """
    In both ways in which logins are written, a name is what the user knows the field by.
    """
    entries = [{"label": label, "value": f"w-{label}"} for label in ("Kennung", "PIN", "PIN")]
    body = {"bankId": 1, "bankingInterface": "XS2A", "loginCredentials": entries}
    tree = plain_body(operations("finapi_access")["importBankConnection"], body)
    _, secrets = extract_secrets(tree)
    values = {name: secret.reveal() for name, secret in secrets.items()}
    assert values == {"Kennung": "w-Kennung", "PIN": "w-PIN", "PIN 2": "w-PIN"}
    login = {"providerId": "p", "credentials": {"userid": "u", "pin": "geheim"}}
    tree = plain_body(operations("banksapi")["addBankAccess"], {"some-id": login})
    apart, secrets = extract_secrets(tree)
    assert {name: secret.reveal() for name, secret in secrets.items()} == {
        "userid": "u",
        "pin": "geheim",
    }
    assert apart["some-id"]["credentials"] == {
        "userid": {"$secret": "userid"},
        "pin": {"$secret": "pin"},
    }
