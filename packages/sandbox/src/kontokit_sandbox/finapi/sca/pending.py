"""
The challenges of finAPI that wait for a person.
"""

from __future__ import annotations

from base64 import b64decode
from functools import partial
from urllib.parse import urlsplit

from ...demo.callback_urls import redirect_back_url
from ...pending import Decision, Pending, PendingKind
from ..state.banks import BANKS
from ..state.world import Challenge, Redirect, World
from .methods import shown_with

__all__ = ["open_redirect", "pending", "send_back"]

_KINDS: dict[str, PendingKind] = {"answer": "tan", "decoupled": "app", "redirect": "redirect"}
_UNDECIDED = (None, "wrong")
"""After a wrong TAN, another one may follow."""


def pending(world: World) -> list[Pending]:
    """
    List the challenges that wait for a person, oldest first.
    """
    now = world.clock.now()
    return [
        _pending(world, key, one)
        for key, one in world.challenges.items()
        if one.step in _KINDS
        and one.ends > now
        and one.decision in _UNDECIDED
        and _waits(world, one)
    ]


def open_redirect(world: World, state: str) -> Redirect | None:
    """
    Find a redirect whose user has neither decided nor taken too long.
    """
    redirect = world.redirects.get(state)
    if redirect is None or redirect.query is not None or redirect.ends <= world.clock.now():
        return None
    return redirect


def send_back(redirect: Redirect, state: str, *, denied: bool) -> str:
    """
    Decide a redirect, and return the URL to which its user goes back.
    """
    address = redirect_back_url(redirect.back, state, denied=denied)
    redirect.query = urlsplit(address).query
    return address


def _waits(world: World, challenge: Challenge) -> bool:
    is_redirect = challenge.step == "redirect"
    return not is_redirect or open_redirect(world, challenge.wanted) is not None


def _pending(world: World, key: str, challenge: Challenge) -> Pending:
    redirect = world.redirects.get(challenge.wanted) if challenge.step == "redirect" else None
    page = f"/bank/{challenge.bank_id}/authorise?state={challenge.wanted}"
    kind, shown = _KINDS[challenge.step], shown_with(challenge.procedure, challenge.order)
    return Pending(
        id=key,
        kind=kind,
        api="finapi_access",
        bank=BANKS[challenge.bank_id]["name"],
        login=challenge.login if redirect is None else redirect.login,
        ends=challenge.ends,
        order=challenge.order,
        decide=partial(_decide, world, challenge),
        decisions=("wrong", "expire") if kind == "tan" else ("approve", "decline", "expire"),
        flicker=b64decode(shown.get("opticalData", "")).decode(),
        picture=b64decode(shown.get("photoTanData", "")),
        tan=challenge.wanted if kind == "tan" else "",
        url=None if redirect is None else page,
    )


def _decide(world: World, challenge: Challenge, decision: Decision) -> None:
    redirect = open_redirect(world, challenge.wanted)
    if decision == "expire":
        challenge.ends = world.clock.now()
    elif challenge.step == "redirect" and redirect is not None:
        send_back(redirect, challenge.wanted, denied=decision == "decline")
    else:
        challenge.decision = decision
