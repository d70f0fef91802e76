"""
Operations for providers, and those without authentication.
"""

from __future__ import annotations

from typing import Any

from ...openapi.decimal_json import read_json
from ...openapi.errors import Problem
from ...server.clock import berlin_text
from ...server.service import Call, Response
from ..credentials import DEMO_PROVIDER
from ..state.bank import Bank, HandlerGroup
from ..state.categories import tree_items

__all__ = ["HANDLERS", "LOGOS"]

HANDLERS: HandlerGroup = HandlerGroup()

_PROVIDERS: tuple[dict[str, Any], ...] = (
    {
        "id": DEMO_PROVIDER,
        "name": "Demo Provider",
        "group": "demo",
        "blz": "12345678",
        "bic": "DEMO1234",
        "capabilities": ["KONTEN", "KARTEN", "DEPOTS"],
        "hint": "demo1, test_sca_method, test_sca_method_media oder test_failing_payment",
    },
    {
        "id": "5d5c8f53-04c6-4a6e-9f57-6b1a2c0e7d11",
        "name": "Musterbank München",
        "group": "muster",
        "blz": "70000000",
        "bic": "MUSTDEMMXXX",
        "capabilities": ["KONTEN", "BAUSPAR"],
        "hint": "Ihr Anmeldename",
    },
    {
        "id": "b7a0c3de-7f7f-4d0b-8a36-90cf1f9b2a22",
        "name": "Beispielkasse Köln/Bonn",
        "group": "beispiel",
        "blz": "37000001",
        "bic": "BSPLDEKKXXX",
        "capabilities": ["KONTEN", "KARTEN"],
        "hint": "Ihre Legitimations-ID",
    },
)
_EBICS = {"b7a0c3de-7f7f-4d0b-8a36-90cf1f9b2a22"}
LOGOS = frozenset(one["group"] for one in _PROVIDERS)
"""The names of all logos."""


@HANDLERS.operation("getProviders")
def _list(bank: Bank, call: Call) -> Response:
    return Response(body=[_provider_json(one, call.base) for one in _PROVIDERS])


@HANDLERS.operation("getProvider")
def _get(bank: Bank, call: Call) -> Response:
    return Response(body=_provider_json(_provider(call), call.base))


@HANDLERS.operation("getCoreData")
def _core_data(bank: Bank, call: Call) -> Response:
    wanted = call.query.get("capability")
    found = [one for one in _PROVIDERS if wanted is None or wanted in one["capabilities"]]
    keys = ("id", "name", "group", "blz", "bic")
    rows = [{**{key: one[key] for key in keys}, "logo": _logo(one, call.base)} for one in found]
    return Response(body=rows)


@HANDLERS.operation("getJobStatistics")
def _statistics(bank: Bank, call: Call) -> Response:
    now = berlin_text(bank.clock.now())
    # From JSON, so that the numbers are Decimal as everywhere else.
    numbers = read_json(b'[{"averageDuration": 2996.2, "successRate": 0.99}]')[0]
    return Response(
        body=[{"logo": one["group"], "latestSuccessDate": now, **numbers} for one in _PROVIDERS]
    )


@HANDLERS.operation("getEbicsParameters")
def _ebics(bank: Bank, call: Call) -> Response:
    if _provider(call)["id"] not in _EBICS:
        raise Problem(404)
    return Response(body={"hostId": "BEISPIEL", "hostUrl": "https://ebics.example.com/ebics"})


@HANDLERS.operation("getTagTreeItems")
def _tags(bank: Bank, call: Call) -> Response:
    if call.path["tag-tree-id"] != 1:
        raise Problem(404)
    return Response(body=tree_items(call.base))


@HANDLERS.operation("sayHello")
def _hello(bank: Bank, call: Call) -> Response:
    return Response(body={"hello": "world"})


def _provider(call: Call) -> dict[str, Any]:
    wanted = call.path["provider-id"]
    for provider in _PROVIDERS:
        if provider["id"] == wanted:
            return provider
    raise Problem(404)


def _logo(provider: dict[str, Any], base: str) -> str:
    return f"{base}/providers/v2/{provider['group']}.svg"


def _provider_json(provider: dict[str, Any], base: str) -> dict[str, Any]:
    keys = ("id", "name", "group", "blz", "bic", "capabilities")
    return {
        **{key: provider[key] for key in keys},
        "consumerRelevant": True,
        "relations": [
            {"rel": "self", "href": f"{base}/providers/v2/{provider['id']}"},
            {"rel": "logo", "href": _logo(provider, base)},
        ],
        "channels": [["GIROKONTO", "TAGESGELDKONTO"], ["KREDITKARTE"], ["DEPOT"]],
        "authenticationInfo": {
            "loginHint": "Verwenden Sie die Zugangsdaten Ihres Online-Bankings.",
            "fields": [
                _field("userid", "Anmeldename", provider["hint"], secret=False),
                _field("pin", "PIN", "Ihre PIN", secret=True),
            ],
        },
    }


def _field(key: str, label: str, hint: str, *, secret: bool) -> dict[str, Any]:
    made = {"fieldkey": key, "label": label, "hint": hint, "format": "^.{1,50}$"}
    return {**made, "secret": secret}
