"""
Values that hold for a block and for what it calls, and cannot outlive it.

A plain context variable is set and set back in two steps, and a signal may arrive before, between
and after them. A value that stays set then changes every later call of the thread.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Generic, TypeVar
from weakref import ref

T = TypeVar("T")


class _Link:
    """
    What a context holds: the way to a block, but neither the block nor its value.
    """

    __slots__ = ("block", "outer")

    def __init__(self, block: ref[Block[Any]], outer: _Link | None) -> None:
        self.block = block
        self.outer = outer


class ScopedValue(Generic[T]):
    """
    A value for what runs inside a ``with`` block, also in coroutines and tasks.

    Nothing is set back. The context holds a weak reference to the block, which says itself whether
    it runs, so a block that an interrupt ended at any point is over: at the latest when the
    traceback of the interrupt is dropped.
    """

    def __init__(self, name: str) -> None:
        self._links: ContextVar[_Link | None] = ContextVar(name, default=None)

    def get(self) -> T | None:
        """
        The value of the innermost block that runs; None outside of all blocks.
        """
        link = self._links.get()
        while link is not None:
            block: Block[T] | None = link.block()
            if block is not None and block.is_running:
                return block.value
            link = link.outer
        return None

    def holding(self, value: T) -> Block[T]:
        """
        A block in which ``get`` returns a value.

        Args:
            value: Not None, which stands for no value.
        """
        return Block(self, value)

    def begin(self, block: Block[T]) -> None:
        """
        Let the current context lead to a block.
        """
        outer = self._links.get()
        while outer is not None and not _is_running(outer):
            outer = outer.outer  # so that blocks that are over do not pile up
        self._links.set(_Link(ref(block), outer))


class Block(Generic[T]):
    """
    A ``with`` statement that holds a value. Each is used once.
    """

    __slots__ = ("__weakref__", "is_running", "value", "variable")

    def __init__(self, variable: ScopedValue[T], value: T) -> None:
        self.variable = variable
        self.value = value
        self.is_running = False

    def __enter__(self) -> T:
        self.variable.begin(self)
        # Python handles no signal from here to the first step of the block.
        self.is_running = True
        return self.value

    def __exit__(self, *_: object) -> None:
        self.is_running = False


def _is_running(link: _Link) -> bool:
    block = link.block()
    return block is not None and block.is_running
