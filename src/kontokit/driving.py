"""
Carrying out a flow: a generator that yields what is to be done and is sent what came of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

from .errors import KontokitError, without_frames
from .logs import Watch
from .wire import AsyncTransport, Transport, WireRequest, WireResponse

StepT = TypeVar("StepT")
ResultT = TypeVar("ResultT")


def drive(flow: Generator[StepT, Any, ResultT], do: Callable[[StepT], Any]) -> ResultT:
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


async def drive_async(
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


def attempt(transport: Transport, request: WireRequest) -> WireResponse | KontokitError:
    """
    Send a request; an error is a value, without the frames that hold what was sent.

    Args:
        transport: Sends it.
        request: The complete request.
    """
    watch, outcome = Watch(request), _sent(transport, request)
    watch.log(outcome)
    return outcome


def _sent(transport: Transport, request: WireRequest) -> WireResponse | KontokitError:
    try:
        return transport.send(request)
    except KontokitError as error:
        return without_frames(error)


async def attempt_async(
    transport: AsyncTransport, request: WireRequest
) -> WireResponse | KontokitError:
    """
    The twin of ``attempt`` with ``await``.

    Args:
        transport: Sends it.
        request: The complete request.
    """
    watch, outcome = Watch(request), await _sent_async(transport, request)
    watch.log(outcome)
    return outcome


async def _sent_async(
    transport: AsyncTransport, request: WireRequest
) -> WireResponse | KontokitError:
    try:
        return await transport.send(request)
    except KontokitError as error:
        return without_frames(error)
