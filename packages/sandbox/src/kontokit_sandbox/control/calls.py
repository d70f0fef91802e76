"""
The calls of the control API, as methods that both clients share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import quote

__all__ = ["Calls"]

Answer = TypeVar("Answer")


class Calls(Generic[Answer]):
    """
    The calls. They return what is in the body, or None.
    """

    def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> Answer:
        """
        Make any call.

        Args:
            path: Below ``/_sandbox/api``.
            query: Parameters that are None are left out.

        Raises:
            ControlCallError: It is refused.
            SandboxNotRunningError: Nothing answers.
        """
        raise NotImplementedError

    def health(self) -> Answer:
        """
        ``{"status": "ok", "version": …}``; needs no token.
        """
        return self.send("GET", "/health")

    def info(self) -> Answer:
        """
        Addresses, credentials, seed, time and test logins.
        """
        return self.send("GET", "/info")

    def reset(self) -> Answer:
        """
        Restore the initial state.
        """
        return self.send("POST", "/reset", {})

    def clock(self) -> Answer:
        """
        ``{"now": …, "frozen": …}``.
        """
        return self.send("GET", "/clock")

    def advance(self, duration: str) -> Answer:
        """
        Move the clock forward by a duration of ISO 8601, such as ``P1DT2H``.
        """
        return self.send("POST", "/clock", {"advance": duration})

    def set_clock(self, to: datetime | str) -> Answer:
        """
        Move the clock forward to a time with a zone.
        """
        text = to if isinstance(to, str) else to.isoformat()
        return self.send("POST", "/clock", {"set": text})

    def freeze_clock(self, *, frozen: bool = True) -> Answer:
        """
        Let the clock stand still, or run on.
        """
        return self.send("POST", "/clock", {"frozen": frozen})

    def end_consents(self, api: str, person: str | None = None) -> Answer:
        """
        Expire the consents of all users, or of one.
        """
        return self.send("POST", "/consents/end", {"api": api, "person": person})

    def pending(self) -> Answer:
        """
        What waits for a person.
        """
        return self.send("GET", "/pending")

    def decide(self, pending_id: str, decision: str) -> Answer:
        """
        Decide in place of a person: ``approve``, ``decline``, ``expire`` or ``wrong``.
        """
        return self.send("POST", f"/pending/{quote(pending_id, safe='')}", {"do": decision})

    def messages(self, person: str | None = None) -> Answer:
        """
        The messages that banks have sent to phones.
        """
        return self.send("GET", "/messages", query={"person": person})

    def faults(self) -> Answer:
        """
        The faults that were added.
        """
        return self.send("GET", "/faults")

    def fault_kinds(self) -> Answer:
        """
        The kinds of faults, with their options.
        """
        return self.send("GET", "/fault-kinds")

    def add_fault(self, kind: str, **given: Any) -> Answer:
        """
        Add a fault: ``api``, ``operation``, ``method``, ``path``, ``person``, ``skip``, ``times``,
        ``probability``, ``options``.
        """
        return self.send("POST", "/faults", {"kind": kind, **given})

    def remove_fault(self, fault_id: str) -> Answer:
        """
        Let what was broken work again.
        """
        return self.send("DELETE", f"/faults/{quote(fault_id, safe='')}")

    def clear_faults(self) -> Answer:
        """
        Remove all faults.
        """
        return self.send("DELETE", "/faults")

    def people(self) -> Answer:
        """
        The names of all people.
        """
        return self.send("GET", "/people")

    def person(self, person: str) -> Answer:
        """
        A person with accounts and balances.
        """
        return self.send("GET", f"/people/{quote(person, safe='')}")

    def add_person(self, person: str, given: Mapping[str, Any]) -> Answer:
        """
        Add a person: ``name``, ``pin``, ``accounts`` and ``rows``.
        """
        return self.send("PUT", f"/people/{quote(person, safe='')}", given)

    def remove_person(self, person: str) -> Answer:
        """
        Remove a person with everything that APIs have imported of them.
        """
        return self.send("DELETE", f"/people/{quote(person, safe='')}")

    def rows(self, person: str, account: int | None = None, limit: int | None = None) -> Answer:
        """
        The newest rows of a person, with their ids at each API.
        """
        query = {"account": account, "limit": limit}
        return self.send("GET", f"/people/{quote(person, safe='')}/rows", query=query)

    def add_rows(self, person: str, rows: Sequence[Mapping[str, Any]]) -> Answer:
        """
        Book rows on the accounts of a person. The answer has their ids at each API.
        """
        return self.send("POST", f"/people/{quote(person, safe='')}/rows", {"rows": rows})

    def require_login(self, login: str) -> Answer:
        """
        Let banks want the credentials of a user again.
        """
        return self.send("POST", f"/logins/{quote(login, safe='')}/require")

    def lock_login(self, login: str) -> Answer:
        """
        Let banks refuse a login.
        """
        return self.send("POST", f"/logins/{quote(login, safe='')}/lock")

    def unlock_login(self, login: str) -> Answer:
        """
        Let banks accept a login again.
        """
        return self.send("POST", f"/logins/{quote(login, safe='')}/unlock")

    def change_pin(self, login: str, pin: str | None = None) -> Answer:
        """
        Let the bank change the PIN of a login: ``{"pin": …}`` is the right one from now on.
        """
        body = {} if pin is None else {"pin": pin}
        return self.send("POST", f"/logins/{quote(login, safe='')}/change-pin", body)

    def hooks(self) -> Answer:
        """
        Where webhooks go, and the events that can be fired.
        """
        return self.send("GET", "/hooks")

    def hook(self, api: str) -> Answer:
        """
        Where Bankimport or BANKSapi sends webhooks.
        """
        return self.send("GET", f"/hooks/{api}")

    def set_hook(self, api: str, **target: Any) -> Answer:
        """
        Say where Bankimport or BANKSapi sends webhooks: ``url``, and other members of the target.
        """
        return self.send("PUT", f"/hooks/{api}", target)

    def remove_hook(self, api: str) -> Answer:
        """
        Send the webhooks of an API nowhere any more.
        """
        return self.send("DELETE", f"/hooks/{api}")

    def fire(self, event: str, person: str | None = None, api: str | None = None) -> Answer:
        """
        Send the webhooks of an event as if it had just happened.
        """
        return self.send("POST", "/hooks/fire", {"event": event, "person": person, "api": api})

    def deliveries(self, api: str | None = None) -> Answer:
        """
        The webhooks that were sent, and what they were answered.
        """
        return self.send("GET", "/hooks/deliveries", query={"api": api})

    def resend(self, delivery_id: str) -> Answer:
        """
        Send the bytes of a webhook again.
        """
        return self.send("POST", f"/hooks/deliveries/{quote(delivery_id, safe='')}/resend")

    def skip_serials(self, api: str, count: int) -> Answer:
        """
        Skip running numbers of webhooks.
        """
        return self.send("POST", "/hooks/gap", {"api": api, "count": count})

    def executions(self) -> Answer:
        """
        The orders that were carried out.
        """
        return self.send("GET", "/executions")

    def requests(self, **filters: Any) -> Answer:
        """
        The newest requests: ``after``, ``api``, ``operation``, ``person``, ``status``, ``limit``.
        """
        return self.send("GET", "/requests", query=filters)

    def violations(self) -> Answer:
        """
        Responses that did not match their document.
        """
        return self.send("GET", "/violations")

    def request(self, number: int) -> Answer:
        """
        One request with its response, without secrets.
        """
        return self.send("GET", f"/requests/{number}")

    def clear_requests(self) -> Answer:
        """
        Forget all requests.
        """
        return self.send("DELETE", "/requests")

    def save(self, path: str) -> Answer:
        """
        Write the whole state into a file of the server, whose path is absolute.
        """
        return self.send("POST", "/state/save", {"path": path})

    def restore(self, path: str) -> Answer:
        """
        Replace the whole state by that of a file of the server.
        """
        return self.send("POST", "/state/restore", {"path": path})

    def snapshots(self) -> Answer:
        """
        The names of the states that are kept in memory.
        """
        return self.send("GET", "/snapshots")

    def take_snapshot(self, name: str) -> Answer:
        """
        Keep the state in memory under a name.
        """
        return self.send("POST", "/snapshots", {"name": name})

    def restore_snapshot(self, name: str) -> Answer:
        """
        Replace the state by that of a snapshot.
        """
        return self.send("POST", f"/snapshots/{quote(name, safe='')}/restore")

    def remove_snapshot(self, name: str) -> Answer:
        """
        Forget a snapshot.
        """
        return self.send("DELETE", f"/snapshots/{quote(name, safe='')}")

    def worlds(self) -> Answer:
        """
        The worlds with their addresses.
        """
        return self.send("GET", "/worlds")

    def add_world(self, name: str) -> Answer:
        """
        Make a world. A client of ``URL/w/NAME`` controls it, with the same token.
        """
        return self.send("POST", "/worlds", {"name": name})

    def remove_world(self, name: str) -> Answer:
        """
        Remove a world with everything in it.
        """
        return self.send("DELETE", f"/worlds/{quote(name, safe='')}")
