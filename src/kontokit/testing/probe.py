"""
A probe: one rule for transports, and how it is checked.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

import attrs

from .bench import Bench

Mode: TypeAlias = Literal["both", "sync", "async"]
_KNOWN: Final[list[Probe]] = []


@attrs.frozen(eq=False)
class Probe:
    """
    One rule. Its text is its name.
    """

    name: str
    """A word or two, for test ids."""
    rule: str
    """What a transport must do, in a sentence."""
    mode: Mode = attrs.field(repr=False)
    _check: Callable[[Bench], None] = attrs.field(repr=False)

    def check(self, make: Callable[[], Any]) -> None:
        """
        Check a blocking transport. Does nothing if the rule is about event loops only.

        Args:
            make: Makes a transport; called once or more.

        Raises:
            AssertionError: The transport breaks the rule; the text says how.
        """
        if self.mode != "async":
            self._run(make, is_async=False)

    def check_async(self, make: Callable[[], Any]) -> None:
        """
        Check a transport with ``await``, in event loops of asyncio that are started here.

        Args:
            make: Makes a transport; called within a running loop.

        Raises:
            AssertionError: The transport breaks the rule; the text says how.
        """
        if self.mode != "sync":
            self._run(make, is_async=True)

    def _run(self, make: Callable[[], Any], *, is_async: bool) -> None:
        bench = Bench(make, is_async=is_async)
        try:
            self._check(bench)
        except AssertionError as error:
            raise AssertionError(f"{self.rule} But: {error}") from error
        finally:
            bench.close()

    def __str__(self) -> str:
        return self.name


def probe(mode: Mode = "both") -> Callable[[Callable[[Bench], None]], Probe]:
    """
    Make a probe of a function, whose docstring is the rule.

    Args:
        mode: Which transports it is about.
    """

    def register(check: Callable[[Bench], None]) -> Probe:
        name = check.__name__.replace("_", "-")
        made = Probe(name, inspect.cleandoc(check.__doc__ or name), mode, check)
        _KNOWN.append(made)
        return made

    return register


def known() -> tuple[Probe, ...]:
    """
    All probes of the modules that were loaded.
    """
    return tuple(_KNOWN)
