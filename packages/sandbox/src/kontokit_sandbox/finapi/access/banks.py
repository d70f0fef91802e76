"""
Operations for banks.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import unknown_entity
from ..state.banks import BANKS
from ..state.world import Record
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIELDS = ("id", "name", "blz", "bic", "city", "popularity")


@HANDLERS.operation("getAndSearchAllBanks")
def _list(context: Context, call: Call) -> Response:
    found = [bank for bank in chosen(context, call, BANKS.values()) if _fits(bank, call)]
    banks, paging = paged(call, ordered(context, call, found, _FIELDS))
    return Response(body={"banks": banks, "paging": paging})


@HANDLERS.operation("getBank")
def _get(context: Context, call: Call) -> Response:
    bank = BANKS.get(call.path["id"])
    if bank is None:
        raise unknown_entity(context, call, f"there is no bank {call.path['id']}")
    return Response(body=bank)


def _fits(bank: Record, call: Call) -> bool:
    names = {one["bankingInterface"] for one in bank["interfaces"]}
    text = " ".join(str(bank.get(key, "")) for key in ("name", "bic", "blz", "city")).casefold()
    words = str(call.query.get("search", "")).casefold().split()
    wanted = call.query.get("supportedBankingInterfaces")
    sources = call.query.get("supportedDataSources")
    groups = call.query.get("tppAuthenticationGroupIds")
    return (
        call.query.get("isTestBank", bank["isTestBank"]) == bank["isTestBank"]
        and bank["location"] in call.query.get("location", [bank["location"]])
        and all(word in text for word in words)
        and (wanted is None or bool(names & set(wanted)))
        and (sources is None or bool(names & set(sources)))
        and groups is None
        and call.query.get("isSupported", True) is True
        and call.query.get("pinsAreVolatile", False) is False
    )
