"""
The search of the reference site: the theme's own worker, in the engine that Chromium has too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from py_mini_racer import MiniRacer

_BROWSER: Final = """
var self = globalThis, window = undefined, listener, answers = [];
var addEventListener = (kind, heard) => { listener = heard; };
var postMessage = (message) => answers.push(message);
var importScripts = () => {};
var console = {log() {}, warn() {}, error() {}};
"""
"""What the worker needs of a browser."""
_SET_UP, _READY, _QUERY, _RESULT = range(4)
"""The kinds of messages that the theme's page and its worker send each other."""


class SiteSearch:
    """
    Answers queries as the search of a built site does.
    """

    def __init__(self, site: Path) -> None:
        self._engine = MiniRacer()
        (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
        self._engine.eval(_BROWSER)
        self._engine.eval(worker.read_text("utf-8"))
        index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
        assert self._ask(_SET_UP, index | {"options": {"suggest": False}})["type"] == _READY

    def pages(self, query: str) -> list[str]:
        """
        The pages that a query finds, the best one first.
        """
        answer = self._ask(_QUERY, query)
        assert answer["type"] == _RESULT
        return [found[0]["location"].partition("#")[0] for found in answer["data"]["items"]]

    def _ask(self, kind: int, data: object) -> Any:
        message = json.dumps({"type": kind, "data": data})
        self._engine.eval(f"listener({{data: {message}}})")
        return json.loads(str(self._engine.eval("JSON.stringify(answers.pop())")))
