"""
Bank accesses of document 001: how one is added, asked for, and done.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.integration.documents.banksapi_messages import (
    ACCESS,
    CALLBACK,
    CREDENTIALS,
    IP,
    ONE_ACCESS,
    PROVIDER,
    access,
    challenge,
    gets,
    rel,
    said,
)
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import Answer, Exchange

DONE = access()


TAN = challenge(instructions="Bitte geben Sie die TAN ein")


FORM = "/customer/v2/webform?session=b19c3937-1111-4222-8333-3b861be7e71e&useCase=CREATE_ACCOUNT"


def start(banksapi: Customer, **given: Any) -> Any:
    """
    Add an access as line 1956 does.
    """
    known: dict[str, Any] = {
        "provider_id": PROVIDER,
        "credentials": CREDENTIALS,
        "sync": True,
        "selected_bank_products": ["DE00123456789012345679"],
    }
    sca = banksapi.sca.with_options(return_url=CALLBACK)
    more = {**known, **given} if "provider_id" not in given else given
    more = {name: value for name, value in more.items() if value is not None}
    return sca.start(banksapi.client.bank_accesses.add, ACCESS, customer_ip_address=IP, **more)


def final(body: Any = DONE) -> tuple[Exchange, ...]:
    """
    The access may be read again at any time.
    """
    return (gets(ONE_ACCESS, body),)


def asks_for_tan(path: str, **more: Any) -> Any:
    given: dict[str, Any] = {"challenge": TAN, "messages": (said("BA3030"),), **more}
    return access(rel("authenticate", path), **given)


def form_answer(path: str = FORM) -> Answer:
    return Answer(451, b"", {"Location": "{host}" + path})


def back_of(url: str, **more: str) -> str:
    """
    Where the form sends the browser: the callbackUrl it was given, and what the form adds.
    """
    callback = parse_qs(urlsplit(url).query)["callbackUrl"][0]
    assert callback.startswith(CALLBACK)
    return callback + "".join(f"&{name}={value}" for name, value in more.items())
