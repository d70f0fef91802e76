"""
Runs a flow without I/O: a generator that yields steps and is sent their results.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

StepT = TypeVar("StepT")
ResultT = TypeVar("ResultT")


def run_steps(flow: Generator[StepT, Any, ResultT], do: Callable[[StepT], Any]) -> ResultT:
    """
    Run a flow to its end.

    Args:
        flow: A fresh flow.
        do: Does one step.

    Returns:
        What the flow returns.
    """
    came: Any = None
    try:
        while True:
            came = do(flow.send(came))
    except StopIteration as end:
        result: ResultT = end.value
        return result
    finally:
        flow.close()


async def run_steps_async(
    flow: Generator[StepT, Any, ResultT], do: Callable[[StepT], Awaitable[Any]]
) -> ResultT:
    """
    Run a flow to its end, with ``await``.

    Args:
        flow: A fresh flow.
        do: Does one step.

    Returns:
        What the flow returns.
    """
    came: Any = None
    try:
        while True:
            came = await do(flow.send(came))
    except StopIteration as end:
        result: ResultT = end.value
        return result
    finally:
        flow.close()
