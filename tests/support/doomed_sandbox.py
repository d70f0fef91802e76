"""
A process that starts sandboxes in children of its own, which kill themselves at a point.

It takes orders line by line, as JSON; a child tells when it is ready, the parent when it has died.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from kontokit_sandbox.persistence.store import StateStore
from kontokit_sandbox.sandbox import Sandbox
from kontokit_sandbox.server.application import Application

POINTS = ("before", "unwritten", "after")
"""Before a request is handled; before what it did is committed; before it is answered."""


def tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - how it answers its parent


def die() -> None:
    # Told before it happens: whoever gets no answer finds it told already.
    tell("dies")
    os.kill(os.getpid(), signal.SIGKILL)


def doom(last: int, point: str) -> None:
    """
    Let this process die with the n-th request.
    """
    carried_out, write = Application._carried_out, StateStore.write
    seen = 0
    is_unwritten = False

    def doomed_request(application: Application, *args: Any) -> Any:
        nonlocal seen, is_unwritten
        seen += 1
        if seen == last and point == "before":
            die()
        is_unwritten = seen == last and point == "unwritten"
        done = carried_out(application, *args)
        if seen == last and point == "after":
            die()
        return done

    def doomed_write(store: StateStore) -> None:
        write(store)
        if is_unwritten:
            die()

    vars_of: Any = Application
    vars_of._carried_out = doomed_request
    vars_of = StateStore
    vars_of.write = doomed_write


def serve(order: dict[str, Any]) -> None:
    if order["point"] in POINTS:
        doom(order["request"], order["point"])
    with Sandbox(state=order["file"], port=order["port"], control_token=order["token"]) as sandbox:
        tell("ready", sandbox.port, os.getpid())
        signal.pause()


def main() -> None:
    tell("loaded")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            serve(json.loads(line))
        _, status = os.waitpid(child, 0)
        tell("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
