"""
BANKSapi, as its documents describe payments, their consents, and the older transfers.

The documents give no status of an order: its messages and relations say how far it is.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs

from tests.faults.bank import Bank, HasTime, Reply
from tests.faults.banksapi_shapes import challenge_of, message, relation
from tests.faults.schedule import Schedule

BASE: Final = "https://provider.example"


@attrs.define
class Payment:
    """
    One order at the provider. Each start makes another one.
    """

    number: int
    stage: str
    """What it waits for: method, challenge, decoupled, redirect or form; or where it is."""
    callback: str = ""
    approved: str | None = None
    """Who handed it to the bank, or ``user`` while it was only approved."""

    @property
    def id(self) -> str:
        """
        Its id, a UUID.
        """
        return f"3e97fa51-ce7b-42a0-9101-{self.number:012}"


class Banksapi:
    """
    The provider.
    """

    def __init__(self, plan: Schedule, bank: Bank, clock: HasTime, *, base: str = BASE) -> None:
        self._base = base
        self._plan = plan
        self._bank = bank
        self._clock = clock
        self._is_old = plan.order.startswith("legacy")
        self._is_bulk = "bulk" in plan.order
        self._payments: list[Payment] = []
        self._tans = 0

    # What the transport asks.

    def is_question(self, method: str, path: str, _body: Any) -> bool:
        """
        Whether a request only asks.
        """
        return method == "GET" or path.endswith("/cancel")

    def tan_in(self, body: Any) -> str | None:
        """
        The TAN that a request carries.
        """
        found = body if isinstance(body, dict) else {}
        tan = found.get("tan") or found.get("scaAuthenticationData")
        return None if tan is None else str(tan)

    def answer(self, method: str, path: str, body: Any) -> Reply:
        """
        Answer a request that has arrived.
        """
        place, _, query = path.partition("?")
        found = self._found(place)
        if method == "POST" and found is None:
            return self._begin(dict(parse_qsl(query)).get("callbackUrl", ""))
        if found is None:
            return Reply(status=404)
        if place.endswith("/cancel"):
            return self._cancelled(found)
        if place.endswith("/poll"):
            return self._polled(found)
        if method == "GET":
            return Reply(tree=self._view(found, is_consent="/consent/" in place))
        return self._go_on(found, body or {})

    # What the user does.

    def tan(self, text: str) -> str:
        """
        A new TAN of the user's device for the challenge that is shown.
        """
        shown = "".join(filter(str.isdigit, text)) or f"{len(self._payments):03}"
        self._tans += 1
        return f"{shown}{self._tans:03}"

    def visit(self, url: str) -> str:
        """
        Approve the order on a page of the bank or in the form; gives where the browser goes next.
        """
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        payment = self._payments[int(query["session"]) - 1]
        if payment.stage in ("redirect", "form"):
            self._hand_over(payment, "approval")
        callback = query.get("callbackUrl") or payment.callback
        mark = "&" if "?" in callback else "?"
        return f"{callback}{mark}baReentry=FINISHED" if payment.stage == "form done" else callback

    def approve(self) -> None:
        """
        Approve the newest order in the app.
        """
        if not self._payments or self._payments[-1].stage != "decoupled":
            return
        payment = self._payments[-1]
        if payment.approved is None:
            payment.approved = "user"
            if self._plan.at_approval:
                self._hand_over(payment, "approval")

    def truth(self, known: str | None) -> str | None:
        """
        What reading an order decides if it is read now: done, failed or nothing.

        Args:
            known: The address of the order that was told last; None if none was.
        """
        payment = None if known is None else self._found(known)
        if self._is_old or payment is None or not self._bank.is_settled:
            return None
        is_handed = payment.stage in ("handed over", "form done")
        return ("failed" if self._bank.refuses else "done") if is_handed else None

    # What it answers.

    def _found(self, place: str) -> Payment | None:
        return next((one for one in self._payments if one.id in place), None)

    def _begin(self, callback: str) -> Reply:
        sca = self._plan.sca
        asks_method = self._plan.chooses and sca in ("tan", "decoupled") and not self._is_old
        stages = {"tan": "challenge", "none": "handed over"}
        stage = "method" if asks_method else stages.get(sca, sca)
        payment = Payment(len(self._payments) + 1, stage, unquote(callback))
        self._payments.append(payment)
        if sca == "none":
            return self._submitted(payment, "start")
        if sca == "form":
            return self._form(payment)
        return Reply(tree=self._view(payment))

    def _go_on(self, payment: Payment, body: dict[str, Any]) -> Reply:
        if "chosenScaMethodId" in body:
            is_app = self._plan.sca == "decoupled"
            payment.stage = "decoupled" if is_app else "challenge"
            return Reply(tree=self._view(payment, is_consent=True))
        tan = self.tan_in(body)
        if tan is None:  # an empty object: the user says that it is confirmed
            return self._polled(payment)
        self._bank.tans[tan] += 1
        if not tan.startswith(f"{payment.number:03}"):
            return Reply(tree=self._view(payment, is_consent=True, code="BA1103"))
        return self._submitted(payment, f"TAN {tan}", is_consent=True)

    def _polled(self, payment: Payment) -> Reply:
        if payment.approved == "user":
            return self._submitted(payment, "poll", is_consent=True)
        if payment.stage == "decoupled" and payment.approved is not None:
            payment.stage = "handed over"
        return Reply(tree=self._view(payment, is_consent=True))

    def _cancelled(self, payment: Payment) -> Reply:
        if payment.approved is None:
            payment.stage = "cancelled"
        return Reply(tree=self._view(payment, is_consent=True))

    def _submitted(self, payment: Payment, by: str, *, is_consent: bool = False) -> Reply:
        self._hand_over(payment, by)
        done = self._view(payment, is_consent=is_consent, is_over=True)
        return Reply(tree=done, at=self._bank.free_at)

    def _hand_over(self, payment: Payment, by: str) -> None:
        self._bank.take(by)
        payment.approved = by
        if payment.stage == "form":
            payment.stage = "form done"
        elif not (payment.stage == "decoupled" and by == "approval"):
            payment.stage = "handed over"

    def _view(
        self,
        payment: Payment,
        *,
        is_consent: bool = False,
        is_over: bool = False,
        code: str | None = None,
    ) -> dict[str, Any]:
        """
        The order or its consent, as it is now or as it will be when the bank has done with it.
        """
        is_handed = payment.stage in ("handed over", "form done")
        if is_handed and (is_over or self._bank.is_settled):
            parts = self._end(payment)
        elif is_handed:
            parts = self._while_busy(payment)
        else:
            parts = self._asked(payment, payment.stage, code)
        if self._is_old:
            return self._old(parts)
        relations = [relation("self", self._self(payment, is_consent=is_consent))]
        parts = {**parts, "relations": [*relations, *parts.get("relations", ())]}
        return parts if is_consent else {**parts, "transfer": self._details(payment)}

    def _end(self, payment: Payment) -> dict[str, Any]:
        if self._bank.refuses:
            return {"messages": [message("BA1100")]}
        is_answered = str(payment.approved).startswith("TAN")
        if self._is_old and is_answered and self._plan.reading % 2:
            return {}  # the timeout and the relations are gone, which is what the document says
        return {"messages": [message("BA1111" if self._plan.reading < 2 else "BA1112")]}

    def _while_busy(self, payment: Payment) -> dict[str, Any]:
        stages = {"tan": "challenge", "none": "busy"}
        if self._plan.meanwhile == "PENDING":
            return {"messages": []}
        return self._asked(payment, stages.get(self._plan.sca, self._plan.sca), None)

    def _asked(self, payment: Payment, stage: str, code: str | None) -> dict[str, Any]:
        consent = f"{self._base}/customer/v2/consent/{payment.id}"
        match stage:
            case "method":
                offered = [{"code": 2, "name": "mTAN", "hint": "mTAN"}]
                asked = [relation("set_method", consent)]
                messages = [message("BA3010")]
                return {"messages": messages, "scaMethods": offered, "relations": asked}
            case "challenge":
                return self._challenge(payment, code or ("BA1110" if self._is_old else "BA3030"))
            case "decoupled":
                names = {"authenticate": consent, "authenticate_decoupled": f"{consent}/poll"}
                asked = [relation(name, href) for name, href in names.items()]
                text = "Bitte führen Sie die entkoppelte Authentifizierung durch."
                challenge = challenge_of("Entkoppelte Authentifizierung", text, decoupled=True)
                return {
                    "messages": [message("BA3030")],
                    "challenge": challenge,
                    "relations": asked,
                }
            case "redirect":
                page = f"https://bank.example/approve?session={payment.number}"
                asked = [relation("redirect_url", page), relation("cancel", f"{consent}/cancel")]
                return {"messages": [message("BA3005")], "relations": asked}
            case "form":
                page = self._page(payment)
                return {"messages": [], "relations": [relation("get_webform", page)]}
            case "cancelled":
                return {"messages": [message("BA3040"), message("BA3000")]}
            case _:
                return {"messages": []}

    def _challenge(self, payment: Payment, code: str) -> dict[str, Any]:
        text = f"Bitte geben Sie die TAN zum Auftrag {payment.number:03} ein"
        challenge = challenge_of("mTAN", text, decoupled=False)
        consent = f"{self._base}/customer/v2/consent/{payment.id}"
        asked = [relation("authenticate", consent)]
        if self._is_old:
            asked = [relation("submit_text_tan", self._old_place(payment))]
        return {"messages": [message(code)], "challenge": challenge, "relations": asked}

    def _old(self, parts: dict[str, Any]) -> dict[str, Any]:
        """
        The shape of the older operations: ``hinweis`` and ``timeout``, as long as a TAN is wanted.
        """
        if not parts.get("relations"):
            return {"messages": [], "relations": [], **parts}
        text = parts["challenge"]["content"]["instructions"]
        ends = self._clock.time.replace(microsecond=0, tzinfo=None, year=self._clock.time.year + 1)
        return {**parts, "hinweis": text, "timeout": str(ends)}

    def _old_place(self, payment: Payment) -> str:
        kind = "ueberweisung/bulk" if self._is_bulk else "ueberweisung"
        provider = "00000000-0000-0000-0000-000000000000"
        return f"{self._base}/customer/v2/{kind}/{provider}/DE1/{payment.id}"

    def _self(self, payment: Payment, *, is_consent: bool) -> str:
        kind = "bulk-transfer" if self._is_bulk else "single-transfer"
        place = "consent" if is_consent else f"payment/{kind}"
        return f"{self._base}/customer/v2/{place}/{payment.id}"

    def _details(self, payment: Payment) -> dict[str, Any]:
        details = {
            "recipient": "Beispielverein e. V.",
            "purpose": "Spende",
            "iban": "DE02120300000000202051",
            "currency": "EUR",
            "amount": 1337.42,
        }
        head = {"provider": "ca650b48-3edc-45f4-938d-d21df8cba761", "product": "DE1"}
        found: Any = [details, details] if self._is_bulk else details
        return {**head, "paymentId": payment.id, "transferDetails": found}

    def _page(self, payment: Payment) -> str:
        use_case = "START_PAYMENT_SINGLE_TRANSFER"
        return f"{self._base}/customer/v2/webform?session={payment.number}&useCase={use_case}"

    def _form(self, payment: Payment) -> Reply:
        headers = {"Location": self._page(payment)}
        # The guide shows no body; the reference has the relations of the order.
        tree = self._view(payment) if self._plan.reading % 2 and not self._is_old else None
        return Reply(status=451, headers=headers, tree=tree)
