"""
Sends generated requests to the sandbox as someone who may do everything.
"""

from __future__ import annotations

import json
import random
import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from requests.exceptions import ConnectionError  # noqa: A004
from schemathesis import Case

from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.openapi.specification import Specification, load
from tests.support.mutations import mutate
from tests.support.stages import BODIES, stage_for

__all__ = ["Caller", "Way", "specification", "tree"]

_TOKENS: Final = {
    "clientToken": "client_token",
    "userToken": "user_token",
    "mandatorAdminToken": "mandator_admin_token",
}


@cache
def specification(api: Api) -> Specification:
    return load(api)


@cache
def tree(api: Api) -> Any:
    """
    Read a document with floats, since no request with a Decimal could be written.
    """
    return json.loads(files("kontokit_sandbox").joinpath("specs", f"{api}.json").read_text("utf-8"))


@dataclass(frozen=True)
class Way:
    """
    What of a generated request is replaced.
    """

    is_there: bool
    """The path names what is there."""
    body: Literal["generated", "known", "mutated"]
    """``known`` is a body that is right; ``mutated`` has one wrong place."""
    seed: int


class Caller:
    """
    Someone who may do everything at an API.
    """

    def __init__(self, api: Api, name: str, sandbox: Sandbox) -> None:
        self._operation = specification(api).operations[name]
        self._api = api
        self._sandbox = sandbox
        self._tree = tree(api)
        self._node = self._tree["paths"][self._operation.path][self._operation.method.lower()]
        self._set_the_stage()

    def replaced(self, case: Case[Any], way: Way) -> Case[Any]:
        """
        Replace parts of a generated request.
        """
        ids = self._ids if way.is_there else {}
        body = case.body
        if way.body != "generated" and self._body is not None:
            body = self._body if way.body == "known" else self._mutated(way.seed)
        # A new one: a changed one would be validated anew, which fails for half of a surrogate.
        made: Case[Any] = case.operation.Case(
            path_parameters={**case.path_parameters, **ids},
            query=case.query,
            headers=_without_host(case.headers),
            body=body,
            media_type=case.media_type or next(iter(self._operation.bodies), None),
        )
        return made

    def send(self, case: Case[Any]) -> Any:
        """
        Send a request. One that takes something away gives the API a new state.

        Returns:
            The response; None if it is lost, as some amounts say.
        """
        url = self._sandbox.url(self._api)
        try:
            response = case.call(base_url=url, headers=self._headers(), allow_redirects=False)
        except ConnectionError:
            self._sandbox.check()
            return None
        has_changed = case.method != "GET" and response.status_code < 300
        if response.status_code == 401 or (has_changed and self._is_used_up):
            self._set_the_stage()
        return response

    @property
    def _is_used_up(self) -> bool:
        """
        Whether the operation can succeed only once with what is on the stage.
        """
        made = BODIES[self._api].get(self._operation.id)
        return self._operation.method == "DELETE" or callable(made)

    def _set_the_stage(self) -> None:
        self._sandbox.check()
        self._sandbox.reset()
        self._stage = stage_for(self._api, self._sandbox)
        self._ids = self._found_ids()
        self._body = self._found_body()

    def _found_ids(self) -> Mapping[str, Any]:
        tag = self._node["tags"][0].lower().replace(" ", "_")
        names = [one.name for one in self._operation.parameters if one.place == "path"]
        found = {name: self._stage.value(tag, self._operation.id, name) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def _found_body(self) -> Any:
        if not self._operation.bodies:
            return None
        made = BODIES[self._api].get(self._operation.id)
        if made is not None:
            known = {key for body in self._operation.bodies.values() for key in _keys(body.schema)}
            return _on_the_wire(made(self._stage) if callable(made) else made, known)
        contents = self._node.get("requestBody", {}).get("content", {})
        for content in contents.values():
            for example in content.get("examples", {}).values():
                return self._followed(example)["value"]
        return None

    def _mutated(self, seed: int) -> Any:
        # A form has no place for what is no text.
        is_json = "application/json" in self._operation.bodies
        if not is_json or not isinstance(self._body, dict) or not self._body:
            return self._body
        return mutate(self._body, None, random.Random(seed)).bad

    def _followed(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in node:
            return node
        *_, kind, name = node["$ref"].split("/")
        found: Mapping[str, Any] = self._tree["components"][kind][name]
        return found

    def _headers(self) -> dict[str, str]:
        if not self._operation.security:
            return {}
        scheme = self._operation.security[0][0]
        known = self._stage.credentials
        if scheme == "apiToken":
            return {"Authorization": f"Token token={known['api_token']}"}
        if scheme == "clientCredentials":
            pair = known["client_credentials"]
            text = f"{pair.client_id}:{pair.client_secret.reveal()}"
            return {"Authorization": f"Basic {b64encode(text.encode()).decode()}"}
        token = known[_TOKENS[scheme]]
        return {"Authorization": f"Bearer {token if isinstance(token, str) else token.reveal()}"}


def _without_host(headers: Mapping[str, Any]) -> dict[str, Any]:
    # The sandbox refuses a host of others before it looks for an operation, in no document's words.
    return {name: value for name, value in headers.items() if name.lower() != "host"}


def _keys(schema: Mapping[str, Any]) -> Iterable[str]:
    keys: Mapping[str, Any] = schema.get("properties", {})
    return keys


def _on_the_wire(value: Any, known: Collection[str]) -> Any:
    """
    Write a body as the documents do: ``accountId`` for ``account_id``, amounts as numbers.
    """
    if isinstance(value, list):
        return [_on_the_wire(one, known) for one in value]
    if not isinstance(value, Mapping):
        return float(value) if isinstance(value, Decimal) else value
    written = {_name(key, known): _on_the_wire(one, known) for key, one in value.items()}
    if isinstance(written.get("amount"), str):
        written["amount"] = float(written["amount"])
    return written


def _name(key: str, known: Collection[str]) -> str:
    return key if key in known else re.sub("_([a-z])", lambda found: found[1].upper(), key)
