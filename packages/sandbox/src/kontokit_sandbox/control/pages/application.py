"""
The ASGI application of the control page.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from ...ledger.ledger import Ledger
from ...pages.http import page_response, read_request
from ...pages.rendering import Renderer, root_of
from ...pages.request import Html, Language, PageRequest, Reply
from ...pages.words import WORDS
from ...server.addresses import Addresses
from ..errors import ControlError
from ..journal import JournalFilter
from ..tokens import ControlToken
from . import general, things, traffic, webhooks
from .replies import PREFIX, ControlledSandbox
from .session import Session
from .words import CONTROL_WORDS

__all__ = ["ControlPages"]

Handler = Callable[[ControlledSandbox, PageRequest], Reply]
_LOG = logging.getLogger("kontokit_sandbox")
_SCRIPT = (files("kontokit_sandbox") / "control" / "pages" / "log.js").read_bytes()
_HANDLERS: dict[str, Handler] = {
    "/": general.start,
    "/waiting": things.waiting,
    "/messages": things.messages,
    "/faults": things.faults,
    "/webhooks": webhooks.webhooks,
    "/clock": general.clock,
    "/requests": traffic.requests,
    "/requests/{number:int}": traffic.one_request,
}


class ControlPages:
    """
    Serves ``/_sandbox/`` to browsers that have come with the token.
    """

    def __init__(
        self,
        sandbox: ControlledSandbox,
        ledger: Ledger,
        token: ControlToken,
        addresses: Addresses,
        fail: Callable[[Exception], None],
        default_language: Language = "de",
    ) -> None:
        """
        Args:
            fail: Called with a bug of the sandbox.
        """
        self._sandbox = sandbox
        self._session = Session(token)
        self._addresses = addresses
        self._fail = fail
        self._default_language: Language = default_language
        words: dict[Language, Mapping[str, str]] = {
            lang: {**WORDS[lang], **more} for lang, more in CONTROL_WORDS.items()
        }
        folders = ("control/pages/templates", "pages/templates")
        self._renderer = Renderer(lambda: sandbox.now, words, folders)
        routes = [Route(f"{PREFIX}/requests/stream", self._stream)]
        handlers: dict[str, Handler] = {**_HANDLERS, "/people": partial(general.people, ledger)}
        routes += [
            Route(f"{PREFIX}{path}", self._endpoint(handler), methods=["GET", "POST"])
            for path, handler in handlers.items()
        ]
        routes += [Route(PREFIX, self._with_slash), Route(f"{PREFIX}/log.js", _script)]
        self._router = Router(routes, default=self._not_found)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.
        """
        await self._router(scope, receive, send)

    def _endpoint(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            read = await self._read(request)
            token = read.value("token") or read.parameters.get("token", "")
            if token:
                return self._sign_in(request, read, token)
            if not self._is_signed_in(request):
                return self._refused(read, 401, "control_sign_in")
            if read.is_post and not self._session.is_own_form(read.value("form_key")):
                return self._refused(read, 403, "control_foreign_form")
            return self._handled(handler, read)

        return endpoint

    def _handled(self, handler: Handler, request: PageRequest) -> Response:
        try:
            return self._shown(request, handler(self._sandbox, request))
        # What the control API says in these cases: the thing is gone, or the entry is wrong.
        except LookupError:
            return self._refused(request, 404, "not_found")
        except Exception as bug:
            _LOG.exception("%s %s failed", request.method, request.path)
            self._fail(bug)
            return self._refused(request, 500, "failed")

    def _sign_in(self, request: Request, read: PageRequest, token: str) -> Response:
        try:
            cookie = self._session.sign_in(token)
        except ControlError as error:
            key = "control_too_many" if error.status == 429 else "control_wrong_token"
            return self._refused(read, error.status, key)
        # Without the token, which would stay in the history of the browser.
        response = self._redirect(read)
        response.set_cookie(
            self._cookie_name(request), cookie, path=self._root(read) + PREFIX, httponly=True,
            samesite="strict",
        )  # fmt: skip
        return response

    def _redirect(self, read: PageRequest) -> Response:
        lang = read.parameters.get("lang")
        query = f"?lang={read.language}" if lang else ""
        address = f"{self._root(read)}{PREFIX}/{query}"
        return Response(status_code=303, headers={"Location": address, "Cache-Control": "no-store"})

    def _refused(self, read: PageRequest, status: int, heading: str) -> Response:
        values = {"heading": heading, "asks_token": status in (401, 429)}
        page = Html(template="control_message.html", status=status, values=values)
        return self._shown(read, page)

    def _shown(self, request: PageRequest, reply: Reply) -> Response:
        has_log = False
        if isinstance(reply, Html):
            shared = {
                "kind": "control",
                "site_name": self._renderer.words[request.language]["control"],
                "form_key": self._session.form_key,
                "here": request.path.removeprefix(f"{self._root(request)}{PREFIX}"),
            }
            has_log = reply.template == "control_requests.html"
            reply = Html(
                template=reply.template, status=reply.status, values={**shared, **reply.values}
            )
        response = page_response(self._renderer, request, reply)
        if has_log:
            policy = response.headers["Content-Security-Policy"]
            more = "; script-src 'self'; connect-src 'self'"
            response.headers["Content-Security-Policy"] = policy + more
        return response

    async def _stream(self, request: Request) -> Response:
        if not self._is_signed_in(request):
            return Response(status_code=401)
        read = await self._read(request)
        return StreamingResponse(
            self._lines(read, traffic.filter_of(read)),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def _lines(self, request: PageRequest, filters: JournalFilter) -> AsyncIterator[str]:
        yield ": listening\n\n"
        async for line in self._sandbox.journal.stream(filters):
            if line is None:
                yield ": nothing new\n\n"
                continue
            page = Html(template="control_request_row.html", values={"one": traffic.shown(line)})
            row = " ".join(self._renderer.render(request, page).split())
            yield f"id: {line['number']}\nevent: request\ndata: {row}\n\n"

    async def _with_slash(self, request: Request) -> Response:
        return self._redirect(await self._read(request))

    async def _not_found(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = self._refused(await self._read(request), 404, "not_found")
        await response(scope, receive, send)

    def _is_signed_in(self, request: Request) -> bool:
        return self._session.is_signed_in(request.cookies.get(self._cookie_name(request), ""))

    def _cookie_name(self, request: Request) -> str:
        # Browsers do not keep cookies of different ports apart.
        port = request.url.port or 80
        return f"kontokit_sandbox_{port}"

    def _root(self, request: PageRequest) -> str:
        return root_of(request.page_base)

    async def _read(self, request: Request) -> PageRequest:
        values = {name: str(value) for name, value in request.scope.get("path_params", {}).items()}
        base = self._addresses.base(request.headers["host"])
        return await read_request(request, values, base, self._default_language)


async def _script(_: Request) -> Response:
    return Response(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
