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
        do: Executes one step and returns its result.

    Returns:
        What the flow returns.
    """
    result_of_step: Any = None
    try:
        while True:
            result_of_step = do(flow.send(result_of_step))
    except StopIteration as end:
        result: ResultT = end.value
        return result
    finally:
        # An error of a step leaves the flow suspended; closing it frees what its frame holds.
        flow.close()


async def run_steps_async(
    flow: Generator[StepT, Any, ResultT], do: Callable[[StepT], Awaitable[Any]]
) -> ResultT:
    """
    Run a flow to its end, with ``await``.

    As :func:`run_steps`.
    """
    result_of_step: Any = None
    try:
        while True:
            result_of_step = await do(flow.send(result_of_step))
    except StopIteration as end:
        result: ResultT = end.value
        return result
    finally:
        flow.close()
