"""
finAPI Access, v1 and v2, as its documents describe the submission of an order.

Only what is documented is answered: statuses of an order, the 510 with its challenge, the web form
of v1 (451), and the bank's rejection (422).
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl

from tests.faults.bank import Bank, HasTime, Reply
from tests.faults.schedule import Schedule

ORDER_ID: Final = 5
_NAMES: Final = {
    "payment": ("payments", "paymentId"),
    "order": ("standingOrders", "standingOrderId"),
}


class Finapi:
    """
    The provider. Each start is a new attempt at the same order, with a challenge of its own.
    """

    def __init__(self, plan: Schedule, bank: Bank, clock: HasTime, **_unused: str) -> None:
        self._plan = plan
        self._bank = bank
        self._clock = clock
        self._path, self._key = _NAMES[plan.order.split()[-1]]
        self._is_old = plan.api.endswith("v1")
        self._attempts = 0
        self._tans = 0
        self._chosen: set[int] = set()
        self._approved: dict[int, str | None] = {}
        """Attempt → who handed it to the bank; None if the user has approved it only."""
        self._fetched = False
        """Whether the provider knows that the user has approved."""
        self._in_app: set[int] = set()
        """The attempts that the app shows; choosing it may have been turned away."""

    # What the transport asks.

    def is_question(self, method: str, _path: str, _body: Any) -> bool:
        """
        Whether a request only asks.
        """
        return method == "GET"

    def tan_in(self, body: Any) -> str | None:
        """
        The TAN or the return that a request carries to the bank.
        """
        found = _answer(body)
        tan = found.get("challengeResponse") or found.get("redirectCallback")
        return None if tan is None else str(tan)

    def answer(self, method: str, path: str, body: Any) -> Reply:
        """
        Answer a request that has arrived.
        """
        if method == "GET" and "/transactions" in path:
            return self._bookings()
        if method == "GET":
            wanted = dict(parse_qsl(path.partition("?")[2])).get("ids")
            rows = [self._order()] if wanted in (None, str(ORDER_ID)) else []
            paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": len(rows)}
            return Reply(tree={self._path: rows, "paging": paging})
        found = _answer(body)
        return self._go_on(found) if found else self._begin(body)

    # What the user does.

    def tan(self, text: str) -> str:
        """
        A new TAN of the user's device for the challenge that is shown.
        """
        number = "".join(filter(str.isdigit, text)) or f"{self._attempts:03}"
        self._tans += 1
        return f"{number}{self._tans:03}"

    def visit(self, url: str) -> str:
        """
        Approve the order on a page of the bank or in the form; gives where the browser goes next.
        """
        number = int(url.rpartition("-")[2])
        if number not in self._approved:
            self._approved[number] = None
            if self._plan.at_approval or self._plan.sca == "form":
                self._hand_over(number, "approval")
        self._fetched = self._fetched or self._plan.sca == "form"
        return f"https://shop.example/back?x=1&state=context-{number}&code=code-{number}"

    def approve(self) -> None:
        """
        Approve the newest order in the app.
        """
        number = self._attempts
        if number in self._in_app and number not in self._approved:
            self._approved[number] = None
            if self._plan.at_approval:
                self._hand_over(number, "approval")

    def truth(self, _known: str | None) -> str | None:
        """
        What the status of the order decides if it is asked for now: done, failed or nothing.
        """
        return {"SUCCESSFUL": "done", "NOT_SUCCESSFUL": "failed"}.get(self._status())

    # What it answers.

    def _bookings(self) -> Reply:
        is_shown = (
            self._plan.books == "current" and self._bank.carried_out and self._bank.is_settled
        )
        rows: list[Any] = [{"id": 9, "accountId": 2, "amount": -12.5}] if is_shown else []
        paging = {"page": 1, "perPage": 500, "pageCount": 1, "totalCount": len(rows)}
        return Reply(tree={"transactions": rows, "paging": paging})

    def _begin(self, body: Any) -> Reply:
        self._attempts += 1
        match self._plan.sca:
            case "none":
                return self._submitted(self._attempts, "start")
            case "redirect":
                assert body.get("redirectUrl"), "a redirect needs an address of the caller's"
                return self._page()
            case "form":
                return self._form()
            case "decoupled" if not self._plan.chooses:
                return self._confirmation("DECOUPLED_AUTH_REQUIRED")
            case "tan" if not self._plan.chooses:
                return self._challenge()
            case _:
                return self._methods()

    def _go_on(self, found: dict[str, Any]) -> Reply:
        number = int(str(found.get("hash"))[-8:], 16)
        if not 0 < number <= self._attempts:
            return self._error(422, "NO_EXISTING_CHALLENGE", "There is no challenge")
        if "challengeResponse" in found:
            return self._on_tan(number, str(found["challengeResponse"]))
        if "redirectCallback" in found:
            return self._on_return(number, str(found["redirectCallback"]))
        if found.get("decoupledCallback"):
            return self._on_poll(number)
        self._chosen.add(number)
        is_app = self._plan.sca == "decoupled"
        return self._confirmation("DECOUPLED_AUTH_REQUIRED") if is_app else self._challenge()

    def _on_tan(self, number: int, tan: str) -> Reply:
        self._bank.tans[tan] += 1
        if not tan.startswith(f"{number:03}"):
            return self._error(422, "BANK_SERVER_REJECTION", "Die TAN ist falsch")
        return self._submitted(number, f"TAN {tan}")

    def _on_return(self, number: int, query: str) -> Reply:
        if f"code=code-{number}" not in query or number not in self._approved:
            return self._error(422, "BANK_SERVER_REJECTION", "Der Vorgang wurde abgebrochen")
        if self._approved[number] == "approval":
            return self._result()
        return self._submitted(number, "return")

    def _on_poll(self, number: int) -> Reply:
        if number not in self._approved:
            return self._confirmation("DECOUPLED_AUTH_IN_PROGRESS")
        if self._approved[number] is None:
            return self._submitted(number, "poll")
        return self._result()

    def _submitted(self, number: int, by: str) -> Reply:
        self._hand_over(number, by)
        return self._result()

    def _hand_over(self, number: int, by: str) -> None:
        self._approved[number] = by
        self._bank.take(by)

    def _result(self) -> Reply:
        self._fetched = True
        waits = self._plan.waits
        if waits and self._plan.refuses:
            message = "Der Auftrag wurde abgelehnt"
            reply = self._error(422, "BANK_SERVER_REJECTION", message)
            return Reply(status=422, tree=reply.tree, at=self._bank.free_at)
        if waits:
            return Reply(tree=self._order("SUCCESSFUL"), at=self._bank.free_at)
        return Reply(tree=self._order("PENDING" if self._bank.is_busy else None))

    def _status(self) -> str:
        is_elsewhere = self._plan.sca in ("redirect", "decoupled")
        if not self._bank.submissions or (is_elsewhere and not self._fetched):
            return "OPEN"
        if self._bank.is_busy:
            return self._plan.meanwhile
        return "NOT_SUCCESSFUL" if self._bank.refuses else "SUCCESSFUL"

    def _order(self, status: str | None = None) -> dict[str, Any]:
        common = {
            "id": ORDER_ID,
            "accountId": 2,
            "amount": 12.5,
            "status": status or self._status(),
        }
        if self._plan.books == "none":
            del common["accountId"]
        if not self._is_old:
            common["bankId"] = 280001
        if self._path == "payments":
            return {**common, "type": "MONEY_TRANSFER", "orderCount": 1}
        first = (
            "2026-12-01 00:00:00.000" if self._is_old and self._plan.reading % 2 else "2026-12-01"
        )
        return {**common, "currency": "EUR", "frequency": "MONTHLY", "startDate": first}

    def _methods(self) -> Reply:
        kind = "Freigabe in der App" if self._plan.sca == "decoupled" else "SMS"
        offered = {
            "procedureId": "DEMO-TSP-01",
            "procedureName": kind,
            "procedureChallengeType": "TEXT",
            "implicitExecute": False,
        }
        message = "SCA method selection is required"
        return self._asks("TWO_STEP_PROCEDURE_REQUIRED", message, twoStepProcedures=[offered])

    def _challenge(self) -> Reply:
        text = f"Bitte geben Sie die TAN zum Auftrag {self._attempts:03} ein"
        return self._asks(
            "CHALLENGE_RESPONSE_REQUIRED", text, challengeMessage=text, answerFieldLabel="TAN"
        )

    def _confirmation(self, status: str) -> Reply:
        self._in_app.add(self._attempts)
        text = "Bitte bestätigen Sie auf Ihrem externen Gerät"
        return self._asks(status, text, challengeMessage=text)

    def _page(self) -> Reply:
        context = f"context-{self._attempts}"
        return self._asks(
            "REDIRECT_REQUIRED",
            None,
            redirectUrl=f"https://bank.example/approve?state={context}",
            redirectContext=context,
            redirectContextField="state",
        )

    def _form(self) -> Reply:
        url = f"https://form.example/webForm/token-{self._attempts}"
        reply = self._error(451, "WEB_FORM_REQUIRED", f"{self._attempts}")
        return Reply(status=451, headers={"Location": url}, tree=reply.tree)

    def _asks(self, status: str, message: str | None, **fields: Any) -> Reply:
        names = (
            "challengeMessage answerFieldLabel redirectUrl redirectContext redirectContextField "
            "twoStepProcedures photoTanMimeType photoTanData opticalData"
        )
        challenge: dict[str, Any] = {"hash": f"{self._attempts:032x}", "status": status}
        challenge |= dict.fromkeys(names.split()) | fields
        if not self._is_old:
            challenge["opticalDataAsReinerSct"] = False
        code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
        return self._error(510, code, message, multiStepAuthentication=challenge)

    def _error(self, status: int, code: str, message: str | None, **fields: Any) -> Reply:
        problem = {"message": message, "code": code, "type": "BUSINESS", **fields}
        date = "%Y-%m-%d %H:%M:%S.000" if self._is_old else "%Y-%m-%dT%H:%M:%S.000+00:00"
        version = "v1" if self._is_old else "v2"
        envelope = {
            "errors": [problem],
            "date": self._clock.time.strftime(date),
            "requestId": "selfgen-3c81395b-7e01-40d2-835e-300ba9af1399",
            "endpoint": f"POST /api/{version}/{self._path}/submit",
            "authContext": "1/18",
            "bank": "DEMO0001 - finAPI Test Bank",
        }
        return Reply(status=status, tree=envelope)


def _answer(body: Any) -> dict[str, Any]:
    found: dict[str, Any] = (body or {}).get("multiStepAuthentication") or {}
    return found
