"""
Web forms and redirects of the sandbox, for tests of its pages.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from kontokit_sandbox import Sandbox
from tests.support.banksapi_customers import ACCESS, Customer, href, step
from tests.support.finapi_callers import Caller, user_of

BACK = "https://app.example/back?user=7"
ENDS = {
    "redirectUrl": "https://app.example/done",
    "abortRedirectUrl": "https://app.example/cancelled",
    "errorRedirectUrl": "https://app.example/failed",
}


def finapi_redirect(sandbox: Sandbox, back: str = BACK) -> Any:
    """
    Start an import at the bank that redirects, and return the challenge.
    """
    body = {"bankId": 280002, "bankingInterface": "XS2A", "redirectUrl": back}
    reply = user_of(sandbox, "finapi_access").call("POST", "/api/v2/bankConnections/import", body)
    assert reply.status == 510, reply.body
    return {**reply.json["errors"][0]["multiStepAuthentication"], "body": body}


def came_back(sandbox: Sandbox, challenge: Any, location: str | None) -> Any:
    """
    Repeat the import with the query of the way back.
    """
    answer = {"hash": challenge["hash"], "redirectCallback": urlsplit(str(location)).query}
    body = {**challenge["body"], "multiStepAuthentication": answer}
    return user_of(sandbox, "finapi_access").call("POST", "/api/v2/bankConnections/import", body)


def banksapi_redirect(customer: Customer, code: str = "920") -> str:
    """
    Start an SCA by redirect, and return the URL of the page.
    """
    query = f"?{urlencode({'callbackUrl': BACK})}"
    customer.add_access("test_sca_method", "test_sca_method", query=query)
    access = step(customer, customer.access(), "set_method", chosenScaMethodId=code)
    return href(access, "redirect_url")


def web_form(sandbox: Sandbox, kind: str = "bankConnectionImport", **details: Any) -> Any:
    """
    Create a form of Web Form 2.0; ``url`` has the ways back.
    """
    forms = user_of(sandbox, "finapi_webform")
    reply = forms.call("POST", f"/api/webForms/{kind}", details)
    assert reply.status == 201, reply.body
    return {**reply.json, "url": f"{reply.json['url']}?{urlencode(ENDS)}"}


def form_state(sandbox: Sandbox, form: Any) -> Any:
    """
    The form as the API shows it.
    """
    return user_of(sandbox, "finapi_webform").get(f"/api/webForms/{form['id']}")


def protect_form(customer: Customer, callback: str = BACK) -> str:
    """
    Make BANKSapi ask for a form, and return its URL with the callback.
    """
    reply = customer.call("POST", "/customer/v2/bankzugaenge", {ACCESS: {}})
    assert reply.status == 451
    return f"{reply.headers['location']}&{urlencode({'callbackUrl': callback})}"


def query_of(location: str | None) -> dict[str, str]:
    """
    The query of a redirect, with the first value of each name.
    """
    return {name: values[0] for name, values in parse_qs(urlsplit(str(location)).query).items()}


def access_of(sandbox: Sandbox) -> Caller:
    """
    The user at finAPI Access.
    """
    return user_of(sandbox, "finapi_access")
