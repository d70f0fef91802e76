"""
BANKSapi as document 001 describes it: its samples, put together to whole sequences.

Document 001 writes the path of a consent as ``/customer/v2/…`` in its operations and as
``/v2/customer/…`` in samples of relations. A client must follow what it is given.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

from tests.integration.documents.provider import ANYTHING, Answer, Exchange
from tests.integration.documents.samples import Encrypted, banksapi, message

ACCESS: Final = "4c45b12f-ae68-4933-86df-ff2578a7a203"
CONSENT: Final = "0dd14633-1853-4d22-92f9-776429850a6b"
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"
PAYMENT: Final = "3e97fa51-ce7b-42a0-9101-50fd67dbc3e7"
ACCESSES: Final = "/customer/v2/bankzugaenge"
ONE_ACCESS: Final = f"{ACCESSES}/{ACCESS}"
CONSENT_PATH: Final = f"{ONE_ACCESS}/consent/{CONSENT}"
SAMPLED_CONSENT_PATH: Final = f"/v2/customer/bankzugaenge/{ACCESS}/consent/{CONSENT}"
CALLBACK: Final = "https://demo-tenant.com/callback?state=123"
IP: Final = "154.25.45.133"
PHOTO: Final = message("finapi_access", "photo")["photoTanData"]
PDF: Final = b64encode(b"%PDF-1.4\n%%EOF\n").decode()
HHD: Final = banksapi(6683)["challenge"]["content"]["HHD"]
HHDUC: Final = banksapi(6683)["challenge"]["content"]["HHDUC"]
SENT: Final = {"authorization": "Bearer access-token"}
JSON: Final = {**SENT, "content-type": "application/json"}


class Callback:
    """
    Equals a query whose callbackUrl is this address; the client may add to its query.
    """

    def __init__(self, url: str = CALLBACK, **more: str) -> None:
        self.url, self.more = url, more

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, dict):
            return False
        left = dict(other)
        return str(left.pop("callbackUrl", "")).startswith(self.url) and left == self.more

    def __hash__(self) -> int:
        return hash(self.url)

    def __repr__(self) -> str:
        return f"callbackUrl={self.url}… {self.more}"


def said(code: str, level: str = "INFO", text: str = "SCA", details: str | None = None) -> Any:
    """
    A message, shaped like the sample in line 7792.
    """
    more = {} if details is None else {"details": details}
    return {"level": level, "code": code, "message": text, **more}


def rel(name: str, path: str) -> dict[str, str]:
    return {"rel": name, "href": path if "://" in path else "{host}" + path}


def access(
    *relations: Mapping[str, str],
    messages: tuple[Any, ...] = (),
    status: str | None = None,
    **fields: Any,
) -> Any:
    """
    A bank access around the values of the sample in line 2956.
    """
    wants_someone = "INTERAKTION" if relations else "VOLLSTAENDIG"
    return banksapi(
        2956,
        id=ACCESS,
        providerId=PROVIDER,
        status=status or wants_someone,
        messages=list(messages),
        relations=list(relations),
        timeout="2099-12-24 13:37:42",
        **fields,
    )


def challenge(name: str = "mTAN", *, decoupled: Any = False, **content: str) -> dict[str, Any]:
    return {"name": name, "content": content, "decoupled": decoupled, "redirect": False}


CREDENTIALS: Final = {"userid": "demo1", "pin": "demo"}
ENCRYPTED: Final = {name: Encrypted(value) for name, value in CREDENTIALS.items()}


def adds(answer: Any, *, data: Any = None, query: Any = None) -> Exchange:
    """
    The request that adds an access, as in lines 1935 and 1956.
    """
    if data is None:
        data = {"providerId": PROVIDER, "credentials": ENCRYPTED, "sync": True}
        data["selectedBankProducts"] = ["DE00123456789012345679"]
    return Exchange(
        "POST",
        ACCESSES,
        answer,
        body={ACCESS: data},
        query=query or Callback(),
        headers={**JSON, "customer-ip-address": IP},
    )


CREATED: Final = Answer(201, b"", {"Location": "{host}" + ONE_ACCESS})


def posts(path: str, body: Any, answer: Any) -> Exchange:
    return Exchange("POST", path, answer, body=body, headers=JSON)


def gets(path: str, body: Any, status: int = 200) -> Exchange:
    return Exchange("GET", path, Answer(status, body), headers=SENT)


def empty(method: str, path: str, status: int, query: Any = ANYTHING) -> Exchange:
    """
    An answer without a body, as the document gives for errors.
    """
    return Exchange(method, path, Answer(status), query=query)
