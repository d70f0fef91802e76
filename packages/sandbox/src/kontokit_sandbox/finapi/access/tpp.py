"""
Certificates and credentials of a licensed mandator. Secrets are never returned.
"""

from __future__ import annotations

from ...server.clock import BERLIN
from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.banks import BANKS
from ..state.world import Record
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_GROUPS: tuple[Record, ...] = tuple(
    {"id": number, "name": f"{bank['name']} Group"}
    for number, bank in enumerate(BANKS.values(), start=1)
)
_FIELDS = ("id", "label", "validFrom", "validUntil")
_FOR_EVER = "9999-12-31"


@HANDLERS.operation("createNewCertificate")
def _create_certificate(context: Context, call: Call) -> Response:
    asked: Record = call.body
    certificate: Record = {
        "id": context.world.next_id("certificate"),
        "certificateType": asked["type"],
        "label": asked["label"],
        "validFrom": asked.get("validFromDate", _today(context)),
        "validUntil": asked.get("validUntilDate", _FOR_EVER),
    }
    context.world.certificates[certificate["id"]] = certificate
    return Response(body=certificate)


@HANDLERS.operation("getAllCertificates")
def _list_certificates(context: Context, call: Call) -> Response:
    found = ordered(context, call, context.world.certificates.values(), _FIELDS)
    rows, paging = paged(call, found)
    return Response(body={"tppCertificates": rows, "paging": paging})


@HANDLERS.operation("getCertificate")
def _get_certificate(context: Context, call: Call) -> Response:
    return Response(body=_named(context, call, context.world.certificates))


@HANDLERS.operation("deleteCertificate")
def _delete_certificate(context: Context, call: Call) -> Response:
    del context.world.certificates[_named(context, call, context.world.certificates)["id"]]
    return Response()


@HANDLERS.operation("createTppCredential")
def _create_credentials(context: Context, call: Call) -> Response:
    credentials: Record = {
        "id": context.world.next_id("tpp credentials"),
        "validFrom": _today(context),
    }
    _change(context, call, credentials)
    context.world.tpp_credentials[credentials["id"]] = credentials
    return Response(status=201, body=credentials)


@HANDLERS.operation("getAllTppCredentials")
def _list_credentials(context: Context, call: Call) -> Response:
    words = str(call.query.get("search", "")).casefold().split()
    known = context.world.tpp_credentials.values()
    found = [one for one in known if all(word in one["label"].casefold() for word in words)]
    rows, paging = paged(call, ordered(context, call, found, _FIELDS))
    return Response(body={"tppCredentials": rows, "paging": paging})


@HANDLERS.operation("getTppCredential")
def _get_credentials(context: Context, call: Call) -> Response:
    return Response(body=_named(context, call, context.world.tpp_credentials))


@HANDLERS.operation("editTppCredential")
def _edit_credentials(context: Context, call: Call) -> Response:
    credentials = _named(context, call, context.world.tpp_credentials)
    _change(context, call, credentials)
    return Response(body=credentials)


@HANDLERS.operation("deleteTppCredential")
def _delete_credentials(context: Context, call: Call) -> Response:
    known = context.world.tpp_credentials
    del known[_named(context, call, known)["id"]]
    return Response()


@HANDLERS.operation("getAndSearchTppAuthenticationGroups")
def _list_groups(context: Context, call: Call) -> Response:
    query = call.query
    banks = dict(zip((group["id"] for group in _GROUPS), BANKS.values(), strict=True))
    found = [
        group
        for group in chosen(context, call, _GROUPS)
        if str(query.get("name", "")).casefold() in group["name"].casefold()
        and str(query.get("bankName", "")).casefold() in banks[group["id"]]["name"].casefold()
        and str(query.get("bankBlz", "")) in banks[group["id"]]["blz"]
    ]
    rows, paging = paged(call, ordered(context, call, found, ("id", "name")))
    return Response(body={"tppAuthenticationGroups": rows, "paging": paging})


def _change(context: Context, call: Call, credentials: Record) -> None:
    asked: Record = call.body
    group = asked.get("tppAuthenticationGroupId", credentials.get("tppAuthenticationGroupId"))
    if group not in {one["id"] for one in _GROUPS}:
        raise refused(context, call, 422, "UNKNOWN_ENTITY", "there is no such group")
    credentials["tppAuthenticationGroupId"] = group
    names = {"label": "label", "validFromDate": "validFrom", "validUntilDate": "validUntil"}
    for name, field in names.items():
        if name in asked:
            credentials[field] = asked[name]


def _named(context: Context, call: Call, known: dict[int, Record]) -> Record:
    found = known.get(call.path["id"])
    if found is None:
        raise unknown_entity(context, call, f"there is no resource with the id {call.path['id']}")
    return found


def _today(context: Context) -> str:
    return context.world.clock.now().astimezone(BERLIN).date().isoformat()
