"""
Connects a bank account with finAPI and Django, and lists what is connected.

README.md says how to start it.
"""

import json
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from kontokit import UNSET, UserCredentials
from kontokit.stores import SqliteStore
from kontokit_finapi_access import FinapiAccess
from kontokit_web import Settings
from kontokit_web.django import ScaViews

SITE = os.environ.get("SITE", "http://127.0.0.1:8000")
SECRET = bytes.fromhex(os.environ["SECRET"])  # 32 random bytes, the same for all workers
SIGN_IN = """<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1>
<form method="post" action="/sign-in"><input type="hidden" name="csrfmiddlewaretoken" value="{}">
<label>Name <input name="name" required></label> <button>Sign in</button></form>"""
CONNECT = """<!doctype html><html lang="en"><title>Accounts</title><h1>Connect a bank</h1>
<form method="post" action="/connect"><input type="hidden" name="csrfmiddlewaretoken" value="{}">
<p><label>Bank <select name="bank"><option value="280001">finAPI Test Bank</option>
<option value="280002">finAPI Test Redirect Bank (has a page)</option></select></label></p>
<p><label>Online banking id <input name="login"></label></p>
<p><label>PIN <input name="pin" type="password"></label></p><button>Connect</button></form>
<h2>Connected</h2><ul>{}</ul>"""

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY=SECRET.hex(),
    SESSION_COOKIE_SECURE=SITE.startswith("https:"),
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
store = SqliteStore(os.environ.get("STORE", "example.db"), key=SECRET)
client = FinapiAccess.from_env()  # KONTOKIT_FINAPI_CLIENT_ID, …


def owner(request: HttpRequest) -> str | None:
    """Who has signed in: every page of a flow asks this."""
    user: str | None = request.session.get("user")
    return user


def finapi_user(name: str) -> FinapiAccess:
    """The client of a user, who is created at finAPI when first needed."""
    key = f"finapi-user-{name}"
    stored = store.load(key)
    if stored is None:
        new = client.create_user().credentials
        stored = json.dumps([new.username, new.password.reveal()]).encode()
        store.save(key, stored)
    return client.as_user(UserCredentials(*json.loads(stored)))


sca = ScaViews(
    Settings(
        base_url=f"{SITE}/sca",
        secret=SECRET,
        store=store,
        owner=owner,
        client=lambda flow: finapi_user(flow.owner),
    )
)


def home(request: HttpRequest) -> HttpResponse:
    if (name := owner(request)) is None:
        return HttpResponse(format_html(SIGN_IN, get_token(request)))
    connections = finapi_user(name).bank_connections.list()
    rows = format_html_join("", "<li>{}</li>", ((one.bank.name,) for one in connections))
    return HttpResponse(format_html(CONNECT, get_token(request), rows))


def sign_in(request: HttpRequest) -> HttpResponse:
    request.session["user"] = request.POST["name"]  # your application checks a password first
    return redirect("/")


def connect(request: HttpRequest) -> HttpResponse:
    new = sca.new_flow(request, next_url="/")
    user = finapi_user(new.flow.owner)
    login = {"Onlinebanking-ID": request.POST["login"], "PIN": request.POST["pin"]}
    new.start(
        user,
        user.bank_connections.import_bank_connection,
        bank_id=int(request.POST["bank"]),
        banking_interface="XS2A",
        login_credentials=login if request.POST["login"] else UNSET,
        redirect_url=new.return_url,
    )
    return redirect(new.url)


urlpatterns = [
    path("", home),
    path("sign-in", require_POST(sign_in)),
    path("connect", require_POST(connect)),
    path("sca/", include(sca.urls)),
]
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
