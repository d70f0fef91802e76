"""
Connects a bank account with finAPI and FastAPI, and lists what is connected.

README.md says how to start it.
"""

import json
import os
from html import escape
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.middleware.sessions import SessionMiddleware

from kontokit import UNSET, UserCredentials
from kontokit.stores import SqliteStore
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_web import Settings
from kontokit_web.starlette import ScaApp

SITE = os.environ.get("SITE", "http://127.0.0.1:8000")
SECRET = bytes.fromhex(os.environ["SECRET"])  # 32 random bytes, the same for all workers
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Accounts</title>
<main>{}</main>"""
SIGN_IN = """<h1>Sign in</h1><form method="post" action="/sign-in">
<label>Name <input name="name" required></label> <button>Sign in</button></form>"""
BANKS = """<option value="280001">finAPI Test Bank</option>
<option value="280002">finAPI Test Redirect Bank (has a page)</option>"""
CONNECT = """<h1>Connect a bank</h1><form method="post" action="/connect">
<p><label>Bank <select name="bank">{}</select></label></p>
<p><label>Online banking id <input name="login"></label></p>
<p><label>PIN <input name="pin" type="password"></label></p><button>Connect</button></form>
<h2>Connected</h2><ul>{}</ul>"""

store = SqliteStore(os.environ.get("STORE", "example.db"), key=SECRET)
client = AsyncFinapiAccess.from_env()  # KONTOKIT_FINAPI_CLIENT_ID, …


def owner(request: Request) -> str | None:
    """Who has signed in: every page of a flow asks this."""
    return request.session.get("user")


async def finapi_user(name: str) -> AsyncFinapiAccess:
    """The client of a user, who is created at finAPI when first needed."""
    key = f"finapi-user-{name}"
    stored = store.load(key)
    if stored is None:
        new = (await client.create_user()).credentials
        stored = json.dumps([new.username, new.password.reveal()]).encode()
        store.save(key, stored)
    return client.as_user(UserCredentials(*json.loads(stored)))


sca = ScaApp(
    Settings(
        base_url=f"{SITE}/sca",
        secret=SECRET,
        store=store,
        owner=owner,
        client=lambda flow: finapi_user(flow.owner),
    )
)
app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=SECRET.hex(), https_only=SITE.startswith("https:"))
app.mount("/sca", sca)


@app.get("/")
async def home(request: Request) -> Response:
    if (name := owner(request)) is None:
        return HTMLResponse(PAGE.format(SIGN_IN))
    connections = (await finapi_user(name)).bank_connections.list()
    rows = "".join([f"<li>{escape(str(one.bank.name))}</li>" async for one in connections])
    return HTMLResponse(PAGE.format(CONNECT.format(BANKS, rows)))


@app.post("/sign-in")
async def sign_in(request: Request, name: Annotated[str, Form()]) -> Response:
    request.session["user"] = name  # your application checks a password first
    return RedirectResponse("/", 303)


@app.post("/connect")
async def connect(
    request: Request,
    bank: Annotated[int, Form()],
    login: Annotated[str, Form()] = "",
    pin: Annotated[str, Form()] = "",
) -> Response:
    new = await sca.new_flow(request, next_url="/")
    user = await finapi_user(new.flow.owner)
    await new.start(
        user,
        user.bank_connections.import_bank_connection,
        bank_id=bank,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": login, "PIN": pin} if login else UNSET,
        redirect_url=new.return_url,
    )
    return RedirectResponse(new.url, 303)
