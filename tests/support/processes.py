"""
Other processes: forked children, and programs that can be killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable


class Child:
    """
    Another Python process. It runs a program that has ``store``, and says when it is there.
    """

    def __init__(self, making: str, program: str) -> None:
        setup = (
            f"import sys\nfrom kontokit.stores import *\nKEY = bytes(range(32))\nstore = {making}\n"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{setup}{program}\nprint('there', flush=True)\ninput()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def until_there(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "there\n"

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> None:
        self._process.communicate("\n")


def in_child(work: Callable[[], object]) -> int:
    """
    Do something in a forked child; give its exit status, 0 if all went well.
    """
    process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def in_children(count: int, work: Callable[[int], object]) -> list[int]:
    """
    Do something in some forked children that begin together; give their exit statuses.
    """
    start, go = os.pipe()
    children: list[int] = []
    for number in range(count):
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(go)
                os.read(start, 1)
                work(number)
                status = 0
            finally:
                os._exit(status)
        children.append(process)
    os.close(start)
    os.close(go)
    return [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in children]
