"""
One row of the table of test logins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..sources.source import Sources
from .behaviour import Behaviour

__all__ = ["Api", "BankLogin", "Provider", "Use"]

Provider = Literal["finapi", "banksapi"]
Api = Literal["finapi", "v1", "banksapi"]
"""finAPI Access v2 and v1, and BANKSapi."""
Use = Literal["start", "payment", "renewal"]
"""What a login is used for: a new connection, an order, or new data of a known connection."""


@dataclass(frozen=True, kw_only=True)
class BankLogin:
    """
    A login, what the bank does, and what a flow must see.
    """

    name: str
    finapi: tuple[str, ...] = ()
    """Other names for it at finAPI."""
    banksapi: tuple[str, ...] = ()
    """Other names for it at BANKSapi."""
    providers: tuple[Provider, ...] = ("finapi", "banksapi")
    """Where the name exists."""
    does: str
    """What the bank does, in the words of the README."""
    ends: str
    """The steps of a kontokit flow, such as ``ChooseMethod → Challenge → Finished``."""
    but: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other steps, by API, by use or by both, such as ``banksapi payment``."""
    typed: tuple[str, ...] = ("123456",)
    """The TANs that the steps assume, one for each challenge; then the last one again."""
    sources: Sources
    behaviour: Behaviour

    def steps(self, api: Api, use: Use) -> str:
        """
        The steps that a flow has to take. What holds for finAPI holds for v1 too.
        """
        apis = ("v1", "finapi") if api == "v1" else (api,)
        places = [place for one in apis for place in (f"{one} {use}", one)]
        return next((self.but[one] for one in (*places, use) if one in self.but), self.ends)

    def names(self, provider: Provider) -> tuple[str, ...]:
        """
        All its names at a provider; none where it does not exist.
        """
        others = self.finapi if provider == "finapi" else self.banksapi
        return (self.name, *others) if provider in self.providers else ()
