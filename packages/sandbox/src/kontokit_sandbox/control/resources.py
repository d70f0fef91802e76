"""
The resources of the control API: handlers, and what they work on.

A new resource has a module with ``HANDLERS``, a document ``openapi/<module>.json`` and a line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..faults.faults import Faults
from ..persistence.saves import Saves
from ..server.service import Handlers
from ..server.worlds import Worlds
from ..webhooks.hooks import Hooks
from . import clock, faults, general, hooks, journal, logins, people, saves, waiting, worlds

__all__ = ["Controllable", "Part", "parts_of"]


@dataclass(frozen=True)
class Part:
    """
    One resource.
    """

    name: str
    """The name of its module and of its document below ``openapi``."""
    handlers: Handlers[Any]
    """Its handlers, by operation id."""
    subject: Any
    """What they are called with: the sandbox, or one of its attributes."""


class Controllable(general.Controlled, waiting.Waiting, Protocol):
    """
    A sandbox, as the control API sees it.
    """

    @property
    def clock(self) -> clock.ClockControl:
        """
        Moves the time.
        """
        ...

    @property
    def faults(self) -> Faults:
        """
        What goes wrong.
        """
        ...

    @property
    def journal(self) -> journal.Journal:
        """
        What was received.
        """
        ...

    @property
    def hooks(self) -> Hooks:
        """
        Webhooks.
        """
        ...

    @property
    def people(self) -> people.People:
        """
        People with accounts.
        """
        ...

    @property
    def saves(self) -> Saves:
        """
        The whole state, in files and snapshots.
        """
        ...

    @property
    def worlds(self) -> Worlds[Any]:
        """
        Further sandboxes at the same port.
        """
        ...


def parts_of(sandbox: Controllable) -> Sequence[Part]:
    """
    List the resources of a sandbox.
    """
    return (
        Part("general", general.HANDLERS, sandbox),
        Part("clock", clock.HANDLERS, sandbox.clock),
        Part("journal", journal.HANDLERS, sandbox.journal),
        Part("waiting", waiting.HANDLERS, sandbox),
        Part("faults", faults.HANDLERS, sandbox.faults),
        Part("hooks", hooks.HANDLERS, sandbox.hooks),
        Part("people", people.HANDLERS, sandbox.people),
        Part("logins", logins.HANDLERS, sandbox.people),
        Part("saves", saves.HANDLERS, sandbox.saves),
        Part("worlds", worlds.HANDLERS, sandbox.worlds),
    )
