"""
The URLs of relations.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Call, Visit
from ..credentials import DEMO_PROVIDER
from ..state.bank_accesses import Access
from ..state.products import Product
from ..state.sca import Sca

__all__ = ["Links", "relation"]

_CUSTOMER = "/customer/v2"
INSIGHTS = (
    "contracts",
    "sales_triggers",
    "life_events",
    "life_stages",
    "cashflow",
    "credit_check",
    "disposable_money",
    "affinities",
    "credit_attributes",
    "tagging_rules",
)
"""The resources of AI/Connect. They are linked only; the paths are made up."""

TAGS = {
    "categories": "categories",
    "business_partners": "business-partners",
    "periods": "periods",
    "insurance_types": "insurance-types",
    "freelancer_categories": "freelancer-categories",
}
"""Names of tags in relations, and in the query."""


def relation(rel: str, href: str) -> dict[str, Any]:
    """
    Make one relation.
    """
    return {"rel": rel, "href": href}


class Links:
    """
    Makes relations for the caller of one request.
    """

    def __init__(self, call: Call | Visit) -> None:
        self._base = call.base
        self._page_base = call.page_base
        self._customer = f"{call.base}{_CUSTOMER}"
        self.accesses = f"{self._customer}/bankzugaenge"

    def access(self, access: Access) -> str:
        """
        The URL of a bank access.
        """
        return f"{self.accesses}/{access.id}"

    def of_customer(self) -> list[dict[str, Any]]:
        """
        The relations of the customer.
        """
        return [
            relation("self", self._customer),
            relation("get_bankzugaenge", self.accesses),
            relation("add_bankzugaenge", self.accesses),
            relation("delete_bankzugaenge", self.accesses),
            relation("delete_regprotect_sessions", f"{self._customer}/regprotect/sessions"),
            *(relation(f"get_{name}", f"{self._base}/ai/v1/{name}") for name in INSIGHTS),
        ]

    def of_access(self, access: Access) -> list[dict[str, Any]]:
        """
        The relations of a bank access in its current state.
        """
        own = self.access(access)
        found = [
            relation("self", own),
            relation("delete_bankzugang", own),
            relation("get_issues", f"{own}/issues"),
        ]
        if access.kind == "BUILDER":
            return found
        if access.sync:
            found.append(relation("refresh_bankzugang", f"{self.accesses}?refresh=true"))
        if access.form is not None:
            here = self.web_form(access.form, "AUTHENTICATE_ACCOUNT")
            found.append(relation("get_webform", here))
        if access.wants_renewal:
            found.append(relation("start_sca", f"{own}/consent"))
        return [*found, *self.of_access_sca(access)]

    def of_access_sca(self, access: Access) -> list[dict[str, Any]]:
        """
        The relations for the SCA of a bank access.
        """
        if access.sca is None:
            return []
        own = self.access(access)
        here = f"{own}/consent/{access.sca.id}"
        found = self._steps(access.sca, here, here)
        if access.sca.has_pdf:
            found.append(relation("get_challenge_pdf", f"{own}/challenge/pdf"))
        return found

    def of_payment_sca(self, sca: Sca) -> list[dict[str, Any]]:
        """
        The relations for the SCA of a payment.
        """
        here = self.payment_consent(sca)
        return self._steps(sca, here, f"{here}/poll")

    def payment_consent(self, sca: Sca) -> str:
        """
        The URL of the SCA of a payment.
        """
        return f"{self._customer}/consent/{sca.id}"

    def payment(self, kind: str, payment_id: str | None = None) -> str:
        """
        The URL of the payments of a kind, or of one payment.
        """
        base = f"{self._customer}/payment/{kind}"
        return base if payment_id is None else f"{base}/{payment_id}"

    def transfer(self, provider_id: str, product_id: str, *, bulk: bool) -> str:
        """
        The URL of the older transfers of a product.
        """
        middle = "/bulk" if bulk else ""
        return f"{self._customer}/ueberweisung{middle}/{provider_id}/{product_id}"

    def transfer_consent(self, sca: Sca) -> str:
        """
        The URL at which the method of an older transfer is chosen.
        """
        return f"{self._customer}/ueberweisung/{sca.id}/consent"

    def of_product(self, access: Access, product: Product) -> list[dict[str, Any]]:
        """
        The relations of a product.
        """
        own = f"{self.access(access)}/{product.id}"
        found = [relation("self", own)]
        if product.category == "DEPOT":
            return [*found, relation("get_depotpositionen", f"{own}/depotpositionen")]
        bookings = f"{own}/kontoumsaetze"
        found.append(relation("get_kontoumsaetze", bookings))
        for name, tag in TAGS.items():
            found.append(relation(f"get_kontoumsaetze_{name}", f"{bookings}?tag={tag}"))
        if product.can_pay and access.kind != "BUILDER":
            found += self._payments(own)
            start = self.transfer(DEMO_PROVIDER, product.id, bulk=False)
            found.append(relation("start_ueberweisung", start))
        return found

    def web_form(self, session: str, use_case: str) -> str:
        """
        The URL of a web form, for the user's browser.
        """
        return f"{self._page_base}{_CUSTOMER}/webform?session={session}&useCase={use_case}"

    def _payments(self, own: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for kind in ("single-transfer", "bulk-transfer", "single-debit", "bulk-debit"):
            name = f"initiate_{kind.replace('-', '_')}"
            found.append(relation(name, self.payment(kind)))
            found.append(relation(f"{name}_with_saved_credentials", f"{own}/payment/{kind}"))
        return found

    def _steps(self, sca: Sca, here: str, poll: str) -> list[dict[str, Any]]:
        if sca.step == "method":
            return [relation("set_method", here)]
        if sca.step == "medium":
            return [relation("set_medium", here)]
        if sca.step == "authenticate":
            return [relation("authenticate", here)]
        if sca.step == "decoupled":
            return self._confirming(sca, here, poll)
        if sca.step == "unknown":
            return [relation("authenticate_passkey", here)]
        if sca.step == "redirect":
            return [
                relation("redirect_url", f"{self._page_base}/bank/demo/authorise?consent={sca.id}"),
                relation("authenticate", here),
                relation("cancel", f"{here}/cancel"),
            ]
        return []

    def _confirming(self, sca: Sca, here: str, poll: str) -> list[dict[str, Any]]:
        found = [relation("authenticate", here)]
        if sca.method is not None and sca.method.has_poll:
            # The provider has two spellings of this relation; one login shows the other.
            found.append(relation(sca.poll_relation, poll))
        return found
