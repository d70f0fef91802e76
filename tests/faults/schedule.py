"""
Fault schedules, drawn from a seed: one order at one API, and everything that goes wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final, Literal, TypeAlias, get_args

import attrs

FaultKind: TypeAlias = Literal[
    "not connected",
    "cut before",
    "cut after",
    "timeout",
    "401",
    "429",
    "503",
    "504",
    "html",
    "truncated",
    "undecodable",
    "redirected",
]
Abandoned: TypeAlias = Literal["leaves", "cancels", "approves and leaves"]

APIS: Final[Mapping[str, str]] = {
    "payment": "finapi_access",
    "standing order": "finapi_access",
    "v1 payment": "finapi_access_v1",
    "v1 standing order": "finapi_access_v1",
    "single transfer": "banksapi",
    "bulk transfer": "banksapi",
    "legacy transfer": "banksapi",
    "legacy bulk transfer": "banksapi",
}
"""What is ordered → the API that takes it."""
_EMBEDDED: Final = ("none", "tan", "redirect", "decoupled")
SCA_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "payment": _EMBEDDED,
    "standing order": _EMBEDDED,
    "v1 payment": (*_EMBEDDED, "form"),
    "v1 standing order": (*_EMBEDDED, "form"),
    "single transfer": (*_EMBEDDED, "form"),
    "bulk transfer": (*_EMBEDDED, "form"),
    "legacy transfer": ("none", "tan", "form"),
    "legacy bulk transfer": ("none", "tan", "form"),
}
ELSEWHERE: Final = ("redirect", "decoupled", "form")
"""The kinds of SCA in which the user approves without the client."""
FAULTS: Final[tuple[FaultKind, ...]] = get_args(FaultKind)


@attrs.frozen(kw_only=True)
class Fault:
    """
    What goes wrong with one request.
    """

    kind: FaultKind
    of_order: bool
    """Whether requests that only ask are left out in counting."""
    number: int
    """The request that it hits, counted from 0."""
    arrives: bool
    """Whether a gateway that answers by itself has passed the request on."""
    retry_after: int | None
    variant: int
    """Which of several shapes an answer takes."""


@attrs.frozen(kw_only=True)
class Schedule:
    """
    One order, the bank that carries it out, the user, and the faults.
    """

    seed: int
    number: int
    order: str
    sca: str
    is_async: bool
    busy: float
    """Seconds that the bank needs to carry out what it was handed."""
    waits: bool
    """Whether the provider answers only when the bank is done."""
    meanwhile: Literal["OPEN", "PENDING"]
    """What the provider says of an order that the bank is working on."""
    at_approval: bool
    """Whether the bank carries out an order when the user approves it, not when it is fetched."""
    chooses: bool
    """Whether the user must choose a method."""
    refuses: bool
    """Whether the bank rejects the order."""
    reading: int
    """
    Which of the forms an answer has where the documents allow several. In the last one the second
    worker cancels.
    """
    delay: float
    """Seconds until the user has approved an order elsewhere."""
    unseen: float
    """Seconds after which the user approves in the app although no prompt has come from us."""
    books: Literal["none", "stale", "current"]
    """What the account shows of the order: nothing can be read, nothing new, or what was booked."""
    abandoned: Abandoned | None
    faults: tuple[Fault, ...]
    crashes: tuple[int, ...]
    """The writes and sendings, counted from 0, before or after which the process dies."""
    intrusions: tuple[int, ...]
    """The moments, counted from 0, at which a second worker tries to take the next step."""

    @property
    def api(self) -> str:
        """
        The API of the order.
        """
        return APIS[self.order]

    @property
    def has_faults(self) -> bool:
        """
        Whether anything at all is to go wrong.
        """
        return bool(self.faults or self.crashes or self.intrusions)

    def __str__(self) -> str:
        facts = [self.api, self.order, f"SCA {self.sca}", "async" if self.is_async else "sync"]
        facts.append(f"bank busy {self.busy:.0f} s, says {self.meanwhile} meanwhile")
        facts += [name for name in ("waits", "at_approval", "chooses", "refuses") if self._is(name)]
        facts += [f"user {self.abandoned}"] if self.abandoned else []
        facts += [f"{one.kind} at {_place(one)}" for one in self.faults]
        facts += [f"crash at point {one}" for one in self.crashes]
        facts += [f"second worker at moment {one}" for one in self.intrusions]
        return f"seed {self.seed}, number {self.number}: " + "; ".join(facts)

    def _is(self, name: str) -> bool:
        return bool(getattr(self, name))


def _place(fault: Fault) -> str:
    kind = "sending" if fault.of_order else "request"
    return f"{kind} {fault.number}{' (passed on)' if fault.arrives else ''}"


def draw(seed: int, number: int) -> Schedule:
    """
    Draw one schedule. The same seed and number give the same schedule in every process.

    Args:
        number: Which one of the seed, from 0.
    """
    rng = Random(f"{seed}/{number}")
    order = rng.choice(tuple(APIS))
    sca = rng.choice(SCA_KINDS[order])
    faults = tuple(_fault(rng) for _ in range(rng.choice((0, 0, 1, 1, 1, 2, 2, 3))))
    return Schedule(
        seed=seed,
        number=number,
        order=order,
        sca=sca,
        is_async=rng.random() < 0.5,
        busy=_busy(rng),
        waits=rng.random() < 0.7,
        meanwhile=rng.choice(("OPEN", "OPEN", "PENDING")),
        at_approval=rng.random() < 0.5,
        chooses=rng.random() < 0.5,
        refuses=rng.random() < 0.1 and sca != "form",  # in the form the user would see it
        reading=rng.randrange(4),
        delay=rng.choice((0.0, rng.uniform(0, 60), rng.uniform(60, 240))),
        abandoned=_abandoned(rng, sca),
        faults=faults,
        crashes=tuple(sorted({rng.randrange(24) for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))})),
        intrusions=tuple(sorted({rng.randrange(16) for _ in range(rng.choice((0, 0, 0, 1, 3)))})),
        unseen=round(rng.uniform(0, 900), 1),
        books=rng.choice(("none", "stale", "current")),
    )


def _busy(rng: Random) -> float:
    longest = rng.choice((0.0, 60.0, 290.0, 900.0, 900.0))
    return round(rng.uniform(longest / 4, longest), 1)


def _abandoned(rng: Random, sca: str) -> Abandoned | None:
    if sca == "none" or rng.random() > 0.15:
        return None
    ways: tuple[Abandoned, ...] = ("leaves", "cancels")
    return rng.choice((*ways, "approves and leaves") if sca in ELSEWHERE else ways)


def _fault(rng: Random) -> Fault:
    of_order = rng.random() < 0.6
    return Fault(
        kind=rng.choice(FAULTS),
        of_order=of_order,
        number=rng.randrange(4 if of_order else 8),
        arrives=rng.random() < 0.5,
        retry_after=rng.choice((None, None, 1, 30, 3600)),
        variant=rng.randrange(4),
    )
