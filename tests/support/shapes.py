"""
A small API of the kind that the generator writes: models, operations and relations.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from msgspec import field

from kontokit import UNSET, BerlinDateTime, Location, Model, OpenEnum, Secret
from kontokit.operations import (
    Api,
    BasicScheme,
    BearerScheme,
    Body,
    HeaderScheme,
    Operation,
    Paging,
    Parameter,
    RelationTarget,
    Result,
)
from kontokit.serialization import LenientInt, UnsetType


class Status(OpenEnum):
    """
    How far an access is.
    """

    READY = "VOLLSTAENDIG"
    WAITING = "INTERAKTION"


class Relation(Model, kw_only=True):
    """
    A link.
    """

    rel: str | None = None
    href: str | None = None


class Booking(Model, kw_only=True):
    """
    One transaction, as it is read.
    """

    __wire_aliases__: ClassVar[Mapping[str, str]] = {"Betrag": "betrag"}

    id: str
    betrag: Decimal | None = None
    saldo_datum: BerlinDateTime | None = field(name="saldoDatum", default=None)
    buchungstag: date | None = None
    created: datetime | None = None
    kodierung: LenientInt | None = None
    status: Status | None = None
    pin: Secret | None = None
    teile: list[Booking] | None = None
    tags: list[str] | None = None
    extra: Any = None
    relations: list[Relation] | None = None


class BookingInput(Model, kw_only=True):
    """
    One transaction, as it is written.
    """

    id: str
    betrag: Decimal
    saldo_datum: BerlinDateTime | UnsetType = field(name="saldoDatum", default=UNSET)
    buchungstag: date | UnsetType = UNSET
    created: datetime | UnsetType = UNSET
    kodierung: LenientInt | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    pin: Secret | UnsetType = UNSET
    comment: str | UnsetType | None = UNSET
    teile: list[BookingInput] | UnsetType = UNSET
    credentials: dict[str, Secret] | UnsetType = UNSET
    extra: Any = UNSET


class Page(Model, kw_only=True):
    """
    A page of transactions.
    """

    rows: list[Booking] | None = field(name="transactions", default=None)


class Problem(Model, kw_only=True):
    """
    A documented error body.
    """

    code: str
    text: str | None = None


class TokenForm(Model, kw_only=True):
    """
    A form body.
    """

    grant_type: str
    password: Secret | UnsetType = UNSET
    scope: list[str] | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET


USER = (("userToken",),)
ERRORS = dict.fromkeys((400, 401, 403, 404, 405, 409, 422, 429, 451, 500, 503, 510), Problem)
ACCESS_ID = Parameter(name="access_id", wire="access-id", place="path")
PRODUCT_ID = Parameter(name="product_id", wire="product-id", place="path")

GET_ACCESS: Operation[Booking] = Operation(
    id="getAccess",
    method="GET",
    path="/customer/v2/accesses/{access-id}",
    retry_class="read",
    security=USER,
    parameters=(ACCESS_ID,),
    results={200: Result(type=Booking)},
    errors=ERRORS,
)
DELETE_ACCESS: Operation[None] = Operation(
    id="deleteAccess",
    method="DELETE",
    path="/customer/v2/accesses/{access-id}",
    retry_class="write",
    security=USER,
    parameters=(ACCESS_ID,),
    results={200: Result()},
    errors=ERRORS,
)
DELETE_ALL: Operation[None] = Operation(
    id="deleteAllAccesses",
    method="DELETE",
    path="/customer/v2/accesses",
    retry_class="write",
    security=USER,
    results={200: Result()},
)
LIST_BOOKINGS: Operation[list[Booking]] = Operation(
    id="listBookings",
    method="GET",
    path="/customer/v2/accesses/{access-id}/{product-id}/bookings",
    retry_class="read",
    security=USER,
    parameters=(
        ACCESS_ID,
        PRODUCT_ID,
        Parameter(
            name="tags", wire="tag", place="query", explode=False, many=True, type="anything"
        ),
        Parameter(name="kinds", wire="kind", place="query", many=True, type="anything"),
        Parameter(name="pending", wire="pending", place="query", type="boolean"),
        Parameter(name="amount", wire="amount", place="query", type="number"),
        Parameter(name="since", wire="since", place="query", format="berlin-date-time"),
        Parameter(name="until", wire="until", place="query"),
        Parameter(name="changed", wire="changed", place="query", format="berlin-iso-date-time"),
        Parameter(name="ip", wire="Customer-IP-Address", place="header"),
    ),
    results={200: Result(type=list[Booking])},
    errors=ERRORS,
    alternatives={"application/xml": ".xml"},
    rows="*",
)
PAGE_BOOKINGS: Operation[Page] = Operation(
    id="pageBookings",
    method="GET",
    path="/bookings",
    retry_class="read",
    security=USER,
    parameters=(
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="limit", wire="limit", place="query", type="integer"),
    ),
    results={200: Result(type=Page)},
    rows="transactions",
    paging=Paging(page="page", limit="limit", maximum=10, id="id"),
)
CREATE_ACCESS: Operation[Location[Booking]] = Operation(
    id="createAccess",
    method="POST",
    path="/customer/v2/accesses",
    retry_class="create",
    security=USER,
    body=Body(type=BookingInput, required=True),
    results={201: Result(location=True)},
    errors=ERRORS,
)
UPDATE_ACCESS: Operation[Booking | None] = Operation(
    id="updateAccess",
    method="PUT",
    path="/customer/v2/accesses/{access-id}",
    retry_class="write",
    security=USER,
    parameters=(ACCESS_ID,),
    body=Body(type=BookingInput),
    results={200: Result(type=Booking), 204: Result()},
)
GET_TOKEN: Operation[Booking] = Operation(
    id="getToken",
    method="POST",
    path="/auth/token",
    retry_class="token",
    security=(("clientCredentials",),),
    body=Body(type=TokenForm, media_type="application/x-www-form-urlencoded", required=True),
    results={200: Result(type=Booking)},
)
ENCRYPT: Operation[str] = Operation(
    id="encrypt",
    method="PUT",
    path="/encrypt",
    retry_class="write",
    security=(("userToken", "apiToken"), ("apiToken",)),
    body=Body(type=str, media_type="application/octet-stream+base64"),
    results={200: Result(type=str, media_type="text/plain")},
)
GET_PDF: Operation[bytes] = Operation(
    id="getPdf",
    method="GET",
    path="/pdf",
    retry_class="read",
    results={200: Result(type=bytes, media_type="application/pdf")},
    read_timeout=300.0,
)


def relations() -> Mapping[str, RelationTarget]:
    return {
        "self": RelationTarget(operations=(GET_ACCESS,)),
        "get_bookings": RelationTarget(operations=(LIST_BOOKINGS,)),
        "delete": RelationTarget(operations=(DELETE_ALL, DELETE_ACCESS)),
        "add": RelationTarget(operations=(CREATE_ACCESS,)),
        "tag_trees": RelationTarget(json=True),
        "add_rules": RelationTarget(json=True, method="POST"),
        "delete_rules": RelationTarget(json=True, method="DELETE"),
        "get_webform": RelationTarget(browser=True),
    }


API = Api(
    name="demo",
    environments={"production": "https://api.example.com", "test": "https://test.example.com"},
    schemes={
        "clientCredentials": BasicScheme(),
        "userToken": BearerScheme(),
        "apiToken": HeaderScheme(header="X-Api-Token", prefix="Token token="),
    },
    correlation_header="X-Correlation-ID",
    request_id_header="X-Request-ID",
    relations=relations,
    path_aliases={"/v2/customer": "/customer/v2"},
)
