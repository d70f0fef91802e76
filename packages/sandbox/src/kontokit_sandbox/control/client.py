"""
A client of the control API, for programs that run beside the sandbox.

    with Control("http://127.0.0.1:4780", token="…") as control:
        control.advance("P1D")

Not generated: packages of the generator import the runtime, and the sandbox must not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncControl", "Control", "ControlCallError", "SandboxNotRunningError"]

API = "/_sandbox/api"
_TIMEOUT = 60.0
"""Moving the clock by years takes a while."""

Answer = TypeVar("Answer")


class ControlCallError(RuntimeError):
    """
    The control API has refused a call.
    """

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class SandboxNotRunningError(RuntimeError):
    """
    Nothing answers at the address.
    """


class _Calls(Generic[Answer]):
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
        Remove a fault.
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


class Control(_Calls[Any]):
    """
    Calls the control API of a running sandbox.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """
        Args:
            url: The address of the sandbox, such as ``http://127.0.0.1:4780``.
            token: The control token.
        """
        import httpx2

        self._client = httpx2.Client(**_settings(url, token))

    def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> Any:
        """
        Make any call.
        """
        import httpx2

        try:
            request = _request(self._client, method, path, body, query)
            return _content(self._client.send(request))
        except (httpx2.ConnectError, httpx2.ReadError) as error:
            raise _not_running(self._client) from error

    def follow_requests(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """
        Yield each request as it is answered, without end.
        """
        import httpx2

        request = _request(self._client, "GET", "/requests/stream", None, filters)
        request.extensions["timeout"] = httpx2.Timeout(None).as_dict()
        response = self._client.send(request, stream=True)
        try:
            if response.is_error:
                response.read()
                _content(response)
            for line in response.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))
        finally:
            response.close()

    def close(self) -> None:
        """
        Close the connection.
        """
        self._client.close()

    def __enter__(self) -> Self:
        """
        Return the client.
        """
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Close it.
        """
        self.close()


class AsyncControl(_Calls[Any]):
    """
    The same for asyncio: every call is awaited.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """
        See :class:`Control`.
        """
        import httpx2

        self._client = httpx2.AsyncClient(**_settings(url, token))

    async def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> Any:
        """
        Make any call.
        """
        import httpx2

        try:
            request = _request(self._client, method, path, body, query)
            return _content(await self._client.send(request))
        except (httpx2.ConnectError, httpx2.ReadError) as error:
            raise _not_running(self._client) from error

    async def __aenter__(self) -> Self:
        """
        Return the client.
        """
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Close it.
        """
        await self._client.aclose()


def _settings(url: str, token: str) -> dict[str, Any]:
    return {
        "base_url": url.rstrip("/") + API,
        "headers": {"Authorization": f"Bearer {token}"} if token else {},
        "timeout": _TIMEOUT,
        # The token must not go to a proxy of the environment.
        "trust_env": False,
    }


def _request(
    client: httpx2.Client | httpx2.AsyncClient,
    method: str,
    path: str,
    body: Any,
    query: Mapping[str, Any] | None,
) -> httpx2.Request:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    return client.build_request(method, path, json=body, params=given or None)


def _content(response: httpx2.Response) -> Any:
    if not response.is_error:
        return response.json() if response.content else None
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = response.text.strip()
    raise ControlCallError(response.status_code, detail)


def _not_running(client: httpx2.Client | httpx2.AsyncClient) -> SandboxNotRunningError:
    address = str(client.base_url).removesuffix("/").removesuffix(API)
    return SandboxNotRunningError(f"no sandbox answers at {address}; start one: kontokit-sandbox")
