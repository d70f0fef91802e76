"""
Small documents for the tests of the generator.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.json_tree import copy_tree, is_list, parts_of
from kontokit_generator.overlay.overlay import Overlay, load_overlay

OPENAPI = """
openapi: 3.1.0
info:
  title: Tiny bank
  version: "1"
  summary: A bank for tests.
  description: A bank that has one account.
servers:
  - url: https://api.example.com
    description: The real thing.
    x-environment: production
tags:
  - name: Accounts
    description: Accounts and their owners.
paths:
  /accounts/{account-id}:
    get:
      operationId: getAccount
      tags: [Accounts]
      summary: One account
      description: Gives one account with its balance.
      x-source: document 001, lines 1-2
      security: [{userToken: []}]
      parameters:
        - $ref: "#/components/parameters/AccountId"
        - name: fields
          in: query
          description: What to give.
          style: form
          explode: false
          example: [iban]
          schema: {type: array, items: {type: string}}
      responses:
        "200":
          description: The account.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Account"}
              examples:
                one: {value: {iban: DE02120300000000202051, balance: 12.34, kind: GIRO}}
        "404": {$ref: "#/components/responses/NotFound"}
    put:
      operationId: updateAccount
      tags: [Accounts]
      summary: Change an account
      description: Replaces what is known of an account.
      x-source: document 001, lines 3-4
      security: []
      parameters:
        - $ref: "#/components/parameters/AccountId"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Account"}
            example: {iban: DE02120300000000202051}
      responses:
        "201":
          description: Where it is now.
          headers:
            Location: {description: The URL., schema: {type: string}}
webhooks:
  changed:
    post:
      operationId: accountChanged
      tags: [Accounts]
      summary: An account changed
      description: Sent after each change.
      x-source: document 001, line 5
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Account"}
            example: {iban: DE02120300000000202051}
      responses:
        "2XX": {description: Taken.}
components:
  securitySchemes:
    userToken: {type: http, scheme: bearer, description: A token of the user.}
  parameters:
    AccountId:
      name: account-id
      in: path
      required: true
      description: Which account.
      example: a1
      schema: {type: string}
  responses:
    NotFound:
      description: There is no such account.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
  schemas:
    Account:
      type: object
      description: An account.
      required: [iban]
      properties:
        iban: {type: string, format: iban, description: Its IBAN., example: DE02120300000000202051}
        balance: {type: number, format: decimal, description: In euros., example: 12.34}
        opened:
          {type: string, format: berlin-date-time, description: W., example: 2024-01-02 03:04:05}
        pin: {type: string, format: password, description: Its PIN., example: "12345"}
        kind: {$ref: "#/components/schemas/Kind"}
        owners:
          type: array
          description: Who owns it.
          items: {$ref: "#/components/schemas/Owner"}
    Kind:
      type: string
      description: What kind of account it is.
      enum: [GIRO, DEPOT]
      x-enum-descriptions: {GIRO: For every day., DEPOT: For securities.}
    Owner:
      type: object
      description: A person.
      properties:
        name: {type: [string, "null"], description: The full name., example: Ada Example}
    Problem:
      type: object
      description: What went wrong.
      properties:
        code: {type: integer, description: A number., example: 7}
"""

MARKS: dict[str, Any] = {
    "#/x-kontokit-client": {"name": "Tiny"},
    "#/components/schemas/Account/properties/iban/x-kontokit-personal": "iban",
    "#/components/schemas/Owner/properties/name/x-kontokit-personal": "name",
    "#/paths/~1accounts~1{account-id}/get/x-kontokit-retry": "read",
    "#/paths/~1accounts~1{account-id}/get/x-kontokit-name": "get",
    "#/paths/~1accounts~1{account-id}/put/x-kontokit-retry": "write",
    "#/paths/~1accounts~1{account-id}/put/x-kontokit-name": "update",
    "#/paths/~1accounts~1{account-id}/put/x-kontokit-location": "getAccount",
    "#/components/schemas/Account/x-kontokit-essential": ["iban", "balance"],
    "#/components/schemas/Owner/x-kontokit-essential": [],
    "#/components/schemas/Problem/x-kontokit-essential": ["code"],
}

Write = Callable[..., Document]
Make = Callable[[str], Document]


def put(tree: Any, place: str, value: Any) -> None:
    """
    Set, append to (``-``) or delete (any value that is no JSON) one place of a tree.
    """
    *around, last = parts_of(place)
    for part in around:
        tree = tree[int(part)] if is_list(tree) else tree[part]
    if type(value) is object:
        del tree[int(last) if is_list(tree) else last]
    elif last == "-":
        tree.append(value)
    elif is_list(tree):
        tree[int(last)] = value
    else:
        tree[last] = value


@pytest.fixture
def write_document(tmp_path: Path) -> Write:
    """
    Write a YAML text as ``openapi.yaml`` of the API ``tiny`` and read it.
    """

    def write(text: str) -> Document:
        path = tmp_path / "tiny" / "openapi.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return load_document(path)

    return write


@pytest.fixture
def write_overlay(tmp_path: Path) -> Callable[[str], Overlay]:
    """
    Write a YAML text as ``overlay.yaml`` of the API ``tiny`` and read it.
    """

    def write(text: str) -> Overlay:
        path = tmp_path / "tiny" / "overlay.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return load_overlay(path)

    return write


@pytest.fixture
def good(write_document: Write) -> Document:
    """
    A document that every rule for the written document accepts.
    """
    return write_document(OPENAPI)


@pytest.fixture
def good_merged(good: Document) -> Document:
    """
    The same with what an overlay has to add.
    """
    tree = copy_tree(good.tree)
    for place, value in MARKS.items():
        put(tree, place, value)
    return good.with_tree(tree)


@pytest.fixture
def make_document(write_document: Write) -> Make:
    """
    Make a document of nothing but schemas and paths, for the passes that look at no more.
    """

    def make(text: str) -> Document:
        return write_document(
            'openapi: 3.1.0\ninfo: {title: Tiny, version: "1"}\n' + textwrap.dedent(text)
        )

    return make


@pytest.fixture
def put_into() -> Callable[[Any, str, Any], None]:
    """
    Hand the function that changes one place of a tree to a test.
    """
    return put
