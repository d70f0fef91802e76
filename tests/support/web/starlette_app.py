"""
The web application of tests with Starlette.
"""

from __future__ import annotations

import os
from asyncio import to_thread

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from kontokit.webhooks import AsyncReceiver
from kontokit_web.starlette import ScaApp, WebhookApp
from kontokit_web.work import run_async

from .apps import CONFIG, COOKIE, client_of, name_of, settings_for, started, webhooks_of


def user_of(request: Request) -> str | None:
    return request.cookies.get(COOKIE)


sca = ScaApp(settings_for("Async", user_of))

hooks = webhooks_of(AsyncReceiver)


async def worker(_: Request) -> Response:
    return PlainTextResponse(str(os.getpid()), headers={"Connection": "close"})


async def sign_in(request: Request) -> Response:
    response = HTMLResponse("<!doctype html><title>in</title>signed in")
    response.set_cookie(COOKIE, request.query_params["user"], httponly=True, samesite="lax")
    return response


async def start(request: Request) -> Response:
    user, query = user_of(request), request.query_params
    assert user is not None
    new = await sca.new_flow(request, name=name_of(query), next_url="/done")
    work = started(new, client_of(user, query["api"], "Async"), query)
    await run_async(work, to_thread)
    return RedirectResponse(new.url, 303)


async def done(_: Request) -> Response:
    return HTMLResponse("<!doctype html><title>done</title>done")


app = Starlette(
    routes=[
        Route("/worker", worker),
        Route("/sign-in", sign_in),
        Route("/start", start),
        Route("/done", done),
        Mount("/sca", sca),
        *(Route(f"/webhooks/{name}", WebhookApp(one)) for name, one in hooks.items()),
    ]
)
assert CONFIG
