"""
A provider that plays a list of exchanges and says which step was not the expected one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import attrs

from tests.support.bank import Bank, Heard, Reply

ANYTHING: Final = object()
"""The documents do not say what this part of a request must be."""
CUT: Final = Reply(raw=b"")
"""The connection is closed without an answer, after the request was read."""


@attrs.frozen
class Answer:
    """
    What the provider says: a body for JSON, or bytes as they are.
    """

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = {}

    def reply(self, host: str) -> Reply:
        headers = {name: value.replace("{host}", host) for name, value in self.headers.items()}
        if isinstance(self.body, bytes):
            return Reply(self.status, self.body, headers)
        text = json.dumps(self.body, ensure_ascii=False, default=str).replace("{host}", host)
        return Reply(self.status, text.encode(), {"Content-Type": "application/json", **headers})


@attrs.frozen
class Exchange:
    """
    One request that must come, and its answer. ``{host}`` stands for the provider's own address.

    Args:
        method: The method of the request.
        path: The path of the request, without its query.
        body: What its JSON must equal. ``None`` wants no body.
        query: Its query, as it is after decoding.
        headers: Headers that it must have, in lower case.
        answer: The answer, or ``CUT``.
    """

    method: str
    path: str
    answer: Answer | Reply
    body: Any = ANYTHING
    query: Any = ANYTHING
    headers: Mapping[str, Any] = {}

    def trouble_with(self, heard: Heard) -> str | None:
        """
        Say what is wrong with a request, or nothing.
        """
        parts = urlsplit(heard.target)
        if (heard.method, parts.path) != (self.method, self.path):
            return f"{self.method} {self.path} was expected"
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if self.query is not ANYTHING and query != self.query:
            return f"the query {self.query} was expected, not {query}"
        for name, value in self.headers.items():
            if heard.headers.get(name) != value:
                return f"the header {name}: {value} was expected, not {heard.headers.get(name)}"
        body = json.loads(heard.body) if heard.body else None
        if self.body is not ANYTHING and body != self.body:
            return f"the body {self.body} was expected, not {body}"
        return None


@attrs.frozen
class OneOf:
    """
    Equals each of some values: the documents allow all of them.
    """

    values: tuple[Any, ...]

    def __eq__(self, other: object) -> bool:
        return other in self.values

    def __hash__(self) -> int:
        return hash(self.values)

    def __repr__(self) -> str:
        return " or ".join(map(repr, self.values))


def one_of(*values: Any) -> OneOf:
    """
    What equals each of the values.
    """
    return OneOf(values)


class ScriptedProvider(Bank):
    """
    A server on loopback that plays exchanges in their order.

    Use it as ``with provider.plays(…):``. Leaving the block fails where a request was not the
    expected one, or a step was never reached.
    """

    def __init__(self) -> None:
        self._clear()
        super().__init__()

    def _clear(self) -> None:
        self.steps: list[Exchange] = []
        self.aside: list[Exchange] = []
        self.played = 0
        self.lines: list[str] = []
        self.troubles: list[str] = []

    def plays(self, *steps: Exchange, aside: tuple[Exchange, ...] = ()) -> ScriptedProvider:
        """
        Play these exchanges. Those ``aside`` may be asked for at any time, and need not be.
        """
        self.forget()
        self._clear()
        self.steps, self.aside = list(steps), list(aside)
        return self

    def __enter__(self) -> ScriptedProvider:
        return self

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is not None:
            error.add_note(self.story())
            return
        assert not self.troubles, self.story()
        assert self.played == len(self.steps), f"steps were never reached\n{self.story()}"

    def story(self) -> str:
        """
        Tell what came, what was wrong with it, and what is still to come.
        """
        left = [f"to come: {step.method} {step.path}" for step in self.steps[self.played :]]
        return "\n".join(["The provider:", *self.lines, *left])

    def next_reply(self) -> Reply:
        heard = self.last
        trouble = "nothing more was expected"
        if self.played < len(self.steps):
            step = self.steps[self.played]
            trouble = step.trouble_with(heard) or ""
            if not trouble:
                self.played += 1
                return self._answer(heard, step, f"step {self.played}")
        for step in self.aside:
            if step.trouble_with(heard) is None:
                return self._answer(heard, step, "aside")
        text = f"step {self.played + 1} of {len(self.steps)}: {trouble}"
        if not self.troubles:
            self.lines.append(f"{heard.method} {heard.target} {heard.body[:600]!r}: {text}")
        self.troubles.append(text)
        return Reply(418, text.encode(), {"Content-Type": "text/plain"})

    def _answer(self, heard: Heard, step: Exchange, place: str) -> Reply:
        answer = step.answer
        reply = answer.reply(self.url) if isinstance(answer, Answer) else answer
        self.lines.append(f"{heard.method} {heard.target}: {place}, answered {reply.status}")
        return reply
