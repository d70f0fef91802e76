"""
Serializes bank accesses, products and transactions.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ...server.clock import berlin_text
from ..state.bank_accesses import Access
from ..state.categories import tag_instance
from ..state.messages import message
from ..state.products import Product
from ..state.sca import Sca
from ..state.sca_methods import MEDIA, SCA_METHODS, ScaMethod
from ..state.transactions import Transaction
from .links import Links

__all__ = ["access_json", "issues_json", "method_json", "product_json", "transaction_json"]


def access_json(access: Access, links: Links) -> dict[str, Any]:
    """
    Serialize a bank access.
    """
    found = {
        **_head(access),
        "messages": _messages(access),
        "relations": links.of_access(access),
        "status": access.status,
        "bankprodukte": [product_json(access, one, links) for one in access.products],
        "sync": access.sync,
    }
    if access.sca is not None and access.sca.is_open:
        found["timeout"] = berlin_text(_timeout(access, access.sca))
    if access.kind != "DEFAULT":
        found["type"] = access.kind
    return found


def issues_json(access: Access, links: Links) -> dict[str, Any]:
    """
    Serialize the issues of the last refresh of a bank access.
    """
    return {
        **_head(access),
        "messages": _messages(access),
        "relations": links.of_access(access),
    }


def product_json(access: Access, product: Product, links: Links) -> dict[str, Any]:
    """
    Serialize a product.
    """
    relations = links.of_product(access, product)
    # Products of a builder access are returned as the caller sent them.
    if product.given is not None:
        given = {key: value for key, value in product.given.items() if value is not None}
        return {**given, "relations": relations, "messages": []}
    now = berlin_text(access.updated_at)
    found: dict[str, Any] = {
        "id": product.id,
        "status": "INTERAKTION" if access.status == "INTERAKTION" else "VOLLSTAENDIG",
        "bezeichnung": product.name,
        "kategorie": product.category,
        "saldo": product.balance,
        "aktualisierungszeitpunkt": now,
        "saldoDatum": f"{now[:10]} 00:00:00",
        "waehrung": "EUR",
        "kontonummer": product.number,
        "bic": product.bic,
        "blz": product.bank_code,
        "kreditinstitut": "Demo Provider",
        "inhaber": product.owner,
        "transferSupport": product.can_pay,
        "bulkTransferSupport": product.can_pay,
        "relations": relations,
        "messages": [],
    }
    if product.iban is not None:
        found["iban"] = product.iban
    if product.overdraft is not None:
        found["ueberziehungslimit"] = product.overdraft
        found["verfuegungsrahmen"] = product.balance + product.overdraft
    return found


def transaction_json(transaction: Transaction, tag: str | None, base: str) -> dict[str, Any]:
    """
    Serialize a transaction.

    Args:
        tag: The requested kind of tag; the sandbox has only categories.
        base: The base URL for the relations of tags.
    """
    found = {"id": transaction.id, "hash": transaction.hash, **transaction.data}
    if tag is not None:
        known = transaction.category if tag in ("categories", "custom-categories") else None
        found["tags"] = [tag_instance(transaction.id, known, base)] if known else []
    return found


def method_json(method: ScaMethod) -> dict[str, Any]:
    """
    Serialize an SCA method in German.
    """
    return {"kodierung": method.code, "name": method.name, "hinweis": method.hint}


def media_json(now: str) -> list[dict[str, Any]]:
    """
    Serialize the TAN media in German.
    """
    return [
        {"name": name, "medienklasse": "MOBIL", "gueltigVon": now, "gueltigBis": now}
        for name in MEDIA
    ]


def _timeout(access: Access, sca: Sca) -> datetime:
    # The lifetime of the data, which has nothing to do with the SCA.
    is_past = access.login.behaviour.data_timeout_is_past
    return access.updated_at - timedelta(days=1) if is_past else sca.ends


def _head(access: Access) -> dict[str, Any]:
    now = berlin_text(access.updated_at)
    found: dict[str, Any] = {
        "id": access.id,
        "providerId": access.provider_id,
        "aktualisierungszeitpunkt": now,
    }
    if access.kind == "BUILDER":
        return found
    found["tanMedien"] = media_json(now)
    sca = access.sca
    offered = (sca and sca.offered) or SCA_METHODS.values()
    found["sicherheitsverfahren"] = [method_json(one) for one in offered]
    # The provider names an active method before one is chosen, too.
    active = (sca and sca.method) or next(iter(offered))
    found["aktivesSicherheitsverfahren"] = method_json(active)
    if sca is not None and sca.challenge is not None:
        found["challenge"] = sca.challenge
    return found


def _messages(access: Access) -> list[dict[str, Any]]:
    found = [message(code) for code in access.errors]
    if access.sca is not None:
        found += access.sca.messages
    return [*found, message("BA3000")] if access.wants_renewal else found
