"""
The web application of tests with Django, sync and async.
"""

# Django has no types.
# pyright: basic

from __future__ import annotations

import os
from asyncio import to_thread
from typing import Any

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from .apps import CONFIG, COOKIE, client_of, name_of, settings_for, started, webhooks_of

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=bytes(range(32)).hex(),
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
django.setup()

from kontokit.webhooks import AsyncReceiver, Receiver  # noqa: E402 - needs the settings
from kontokit_web.django import (  # noqa: E402
    AsyncScaViews,
    ScaViews,
    async_webhook_view,
    webhook_view,
)
from kontokit_web.work import run, run_async  # noqa: E402


def user_of(request: HttpRequest) -> str | None:
    name: str | None = request.COOKIES.get(COOKIE)
    return name


def worker(_: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


def sign_in(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("<!doctype html><title>in</title>signed in")
    response.set_cookie(COOKIE, request.GET["user"], httponly=True, samesite="Lax")
    return response


def done(_: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>done</title>done")


def start(request: HttpRequest) -> HttpResponse:
    assert isinstance(sca, ScaViews)
    query: Any = request.GET
    new = sca.new_flow(request, name=name_of(query), next_url="/done")
    run(started(new, client_of(user_of(request) or "", query["api"], ""), query))
    return HttpResponseRedirect(new.url)


async def start_async(request: HttpRequest) -> HttpResponse:
    assert isinstance(sca, AsyncScaViews)
    query: Any = request.GET
    new = await sca.new_flow(request, name=name_of(query), next_url="/done")
    work = started(new, client_of(user_of(request) or "", query["api"], "Async"), query)
    await run_async(work, to_thread)
    return HttpResponseRedirect(new.url)


sca: ScaViews | AsyncScaViews
if CONFIG["kind"] == "django":
    sca = ScaViews(settings_for("", user_of))
    starter: Any = start
    hooks, view_of = webhooks_of(Receiver), webhook_view
else:
    sca = AsyncScaViews(settings_for("Async", user_of))
    starter = start_async
    hooks, view_of = webhooks_of(AsyncReceiver), async_webhook_view

urlpatterns = [
    path("worker", worker),
    path("sign-in", sign_in),
    path("start", starter),
    path("done", done),
    path("sca/", include(sca.urls)),
    *(path(f"webhooks/{name}", view_of(one)) for name, one in hooks.items()),
]
app = get_wsgi_application() if CONFIG["kind"] == "django" else get_asgi_application()
