"""
Bank connections: import, update and removal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from datetime import timedelta

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..sca.bank_login import admit, entered_login_name
from ..sca.methods import USUAL
from ..state.banks import BANKS
from ..state.consents import end_consent, new_consent
from ..state.stored_credentials import keep_credentials, masked, with_stored_credentials
from ..state.world import Download, Record, User, World
from .demo_data import account_interface, fill, renew
from .notification_rules import leave_rules
from .paging import chosen

__all__ = ["HANDLERS", "add_connection", "connection_json", "refresh_connection", "start_download"]

HANDLERS: HandlerGroup = HandlerGroup()
_DOWNLOAD = timedelta(seconds=1)


@HANDLERS.operation("getAllBankConnections")
def _list(context: Context, call: Call) -> Response:
    user = context.user(call)
    found = chosen(context, call, user.connections.values())
    return Response(body={"connections": [connection_json(context.world, one) for one in found]})


@HANDLERS.operation("getBankConnection")
def _get(context: Context, call: Call) -> Response:
    return Response(body=connection_json(context.world, _named(context, call)))


@HANDLERS.operation("importBankConnection")
def _import(context: Context, call: Call) -> Response:
    asked: Record = call.body
    bank = BANKS.get(asked["bankId"])
    if bank is None:
        raise refused(context, call, 422, "UNKNOWN_ENTITY", "there is no such bank")
    name = asked.get("bankingInterface") or bank["interfaces"][0]["bankingInterface"]
    asks = admit(context, call, bank, name)
    user = context.user(call)
    connection = add_connection(
        context.world, user, bank, [name], name=asked.get("name"), needs_user=asks,
        account_types=asked.get("accountTypes"), login=entered_login_name(call),
    )  # fmt: skip
    _keep_shared(context.world, user, connection)
    if not connection["accountIds"]:
        forget(context.world, user, connection["id"])
        text = "there are no accounts of these types"
        raise refused(context, call, 422, "NO_ACCOUNTS_FOR_TYPE_LIST", text)
    keep_credentials(connection["interfaces"][0], asked, needs_user=asks)
    if asked.get("loadOwnerData"):
        connection["owners"] = [{"firstName": "Erika", "lastName": "Mustermann"}]
    return Response(status=201, body=connection_json(context.world, connection, is_look=False))


@HANDLERS.operation("updateBankConnection")
def _update(context: Context, call: Call) -> Response:
    connection = _idle(context, call, call.body["bankConnectionId"])
    interface = _interface(context, call, connection, call.body.get("bankingInterface"))
    name = interface["bankingInterface"]
    has_consent = interface["aisConsent"]["status"] == "PRESENT"
    stored = with_stored_credentials(call, interface)
    asks = admit(context, stored, connection["bank"], name, has_consent=has_consent)
    if asks or not has_consent:
        interface["aisConsent"] = new_consent(context.world)
    keep_credentials(interface, call.body, needs_user=asks)
    refresh_connection(context.world, context.user(call), connection)
    return Response(body=connection_json(context.world, connection, is_look=False))


@HANDLERS.operation("connectInterface")
def _connect(context: Context, call: Call) -> Response:
    asked: Record = call.body
    connection = _idle(context, call, asked["bankConnectionId"], status=422)
    name = asked["bankingInterface"]
    if any(one["bankingInterface"] == name for one in connection["interfaces"]):
        raise refused(context, call, 422, "ENTITY_EXISTS", "the interface is connected already")
    if "sourceBankingInterface" in asked:
        source = asked["sourceBankingInterface"]
        call = with_stored_credentials(
            call, _interface(context, call, connection, source, status=422)
        )
    asks = admit(context, call, connection["bank"], name)
    connection["interfaces"].append(_new_interface(context.world, name, needs_user=asks))
    keep_credentials(connection["interfaces"][-1], call.body, needs_user=asks)
    for number in connection["accountIds"]:
        account = context.user(call).accounts[number]
        account["interfaces"].append(account_interface(context.world, name, account["accountType"]))
    refresh_connection(context.world, context.user(call), connection)
    return Response(body=connection_json(context.world, connection, is_look=False))


@HANDLERS.operation("removeInterface")
def _remove(context: Context, call: Call) -> Response:
    connection = _idle(context, call, call.body["bankConnectionId"])
    interface = _interface(context, call, connection, call.body.get("bankingInterface"))
    connection["interfaces"].remove(interface)
    for number in connection["accountIds"]:
        account = context.user(call).accounts[number]
        account["interfaces"] = [
            one
            for one in account["interfaces"]
            if one["bankingInterface"] != interface["bankingInterface"]
        ]
    if not connection["interfaces"]:
        forget(context.world, context.user(call), connection["id"])
    return Response()


@HANDLERS.operation("editBankConnection")
def _edit(context: Context, call: Call) -> Response:
    connection = _idle(context, call, call.path["id"])
    asked: Record = call.body
    if "name" in asked:
        connection["name"] = asked["name"]
        if not asked["name"]:
            del connection["name"]
    if {"loginCredentials", "defaultTwoStepProcedureId"} & asked.keys():
        interface = _interface(context, call, connection, asked.get("bankingInterface"))
        needs_user = interface["userActionRequired"]
        # Edited credentials are always stored; that is the purpose of the call.
        keep_credentials(interface, {**asked, "storeSecrets": True}, needs_user=needs_user)
        if "defaultTwoStepProcedureId" in asked:
            interface["defaultTwoStepProcedureId"] = asked["defaultTwoStepProcedureId"]
        if not interface.get("defaultTwoStepProcedureId"):
            interface.pop("defaultTwoStepProcedureId", None)
    return Response(body=connection_json(context.world, connection))


@HANDLERS.operation("deleteBankConnection")
def _delete(context: Context, call: Call) -> Response:
    number = _idle(context, call, call.path["id"])["id"]
    forget(context.world, context.user(call), number)
    return Response()


@HANDLERS.operation("deleteAllBankConnections")
def _delete_all(context: Context, call: Call) -> Response:
    user = context.user(call)
    # All connections are checked before the first one is deleted.
    numbers = [_idle(context, call, number)["id"] for number in user.connections]
    for number in numbers:
        forget(context.world, user, number)
    return Response(body={"identifiers": numbers})


@HANDLERS.operation("deleteConsent")
def _delete_consent(context: Context, call: Call) -> Response:
    connection = _idle(context, call, call.path["id"], status=422)
    interface = _interface(context, call, connection, call.query["bankingInterface"], status=422)
    there = interface.pop("aisConsent", {}).get("status") == "PRESENT"
    end_consent(interface)
    result = "DELETED" if there else "NOT_EXIST"
    return Response(body={"remote": result, "local": result})


HANDLERS.operation("deleteAccessData")(_delete_consent)


def add_connection(
    world: World,
    user: User,
    bank: Record,
    interfaces: Iterable[str],
    *,
    name: str | None = None,
    needs_user: bool = False,
    account_types: list[str] | None = None,
    login: str = "",
) -> Record:
    """
    Import a bank connection with its accounts. The download takes a second.

    Args:
        interfaces: The names of the interfaces to connect.
        name: The name that the user has chosen.
        needs_user: Whether updates need the user, as after SCA.
        account_types: Types of accounts to import; the defaults if None.
        login: The user name at the bank; none at banks that ask for it themselves.

    Returns:
        The bank connection, in the shape of v2.
    """
    connection: Record = {
        "id": world.next_id("bank connection"),
        "bank": bank,
        "accountIds": [],
        "interfaces": [_new_interface(world, one, needs_user=needs_user) for one in interfaces],
        "updateStatus": "IN_PROGRESS",
        "categorizationStatus": "PENDING",
    }
    if name:
        connection["name"] = name
    user.connections[connection["id"]] = connection
    user.last_import = world.clock.now()
    fill(world, user, connection, account_types, login)
    start_download(world, connection)
    return connection


def refresh_connection(world: World, user: User, connection: Record) -> None:
    """
    Update a bank connection: add new transactions and refresh the results of the interfaces.
    """
    for interface in connection["interfaces"]:
        interface["lastManualUpdate"] = _success(world)
    renew(world, user, connection)
    start_download(world, connection)


def start_download(world: World, connection: Record) -> None:
    """
    Start a download, which takes a second.
    """
    connection["updateStatus"] = "IN_PROGRESS"
    world.downloads[connection["id"]] = Download(ends=world.clock.now() + _DOWNLOAD)


def connection_json(world: World, connection: Record, *, is_look: bool = True) -> Record:
    """
    Serialize a bank connection. Its download ends with time, or at the second request.
    """
    download = world.downloads.get(connection["id"])
    if download is not None:
        download.looks += is_look
        if download.looks > 1 or world.clock.now() >= download.ends:
            del world.downloads[connection["id"]]
            connection |= {"updateStatus": "READY", "categorizationStatus": "READY"}
    # A copy, so that a change of the response does not change the state.
    shown = {**connection, "interfaces": [masked(one) for one in connection["interfaces"]]}
    return deepcopy(shown)


def forget(world: World, user: User, number: int) -> None:
    """
    Delete a bank connection with its accounts and their data.
    """
    del user.connections[number]
    user.last_removal = world.clock.now()
    leave_rules(user, "bankConnectionIds", number)
    gone = {one["id"] for one in user.accounts.values() if one["bankConnectionId"] == number}
    for account in gone:
        leave_rules(user, "accountIds", account)
    forget_accounts(user, gone)


def forget_accounts(user: User, gone: Collection[int]) -> None:
    """
    Delete accounts with their data.
    """
    user.accounts = {k: v for k, v in user.accounts.items() if k not in gone}
    for number in gone:
        user.transactions.forget_account(number)
    for name in ("pending_transactions", "securities"):
        rows: dict[int, Record] = getattr(user, name)
        setattr(user, name, {k: v for k, v in rows.items() if v["accountId"] not in gone})


def _keep_shared(world: World, user: User, connection: Record) -> None:
    """
    Drop the accounts that the user has not shared at the page of the bank.
    """
    shared = world.shared_ibans.pop(user.id, None)
    if shared is None:
        return
    for number in list(connection["accountIds"]):
        if user.accounts[number]["iban"] not in shared:
            connection["accountIds"].remove(number)
            forget_accounts(user, {number})


def _new_interface(world: World, name: str, *, needs_user: bool) -> Record:
    return {
        "bankingInterface": name,
        "loginCredentials": [],
        "twoStepProcedures": list(USUAL) if needs_user else [],
        "maxDaysForDownload": 0,
        "userActionRequired": needs_user,
        "lastManualUpdate": _success(world),
        "aisConsent": new_consent(world),
    }


def _success(world: World) -> Record:
    return {"result": "OK", "timestamp": world.instant()}


def _named(context: Context, call: Call) -> Record:
    connection = context.user(call).connections.get(call.path["id"])
    if connection is None:
        raise unknown_entity(context, call, f"there is no bank connection {call.path['id']}")
    return connection


def _idle(context: Context, call: Call, number: int, *, status: int = 404) -> Record:
    """
    Find a bank connection that is not being updated.
    """
    connection = context.user(call).connections.get(number)
    if connection is None:
        text = f"there is no bank connection {number}"
        raise refused(context, call, status, "UNKNOWN_ENTITY", text)
    if context.world.is_downloading(number):
        raise refused(context, call, 423, "LOCKED", "the bank connection is being updated")
    return connection


def _interface(
    context: Context, call: Call, connection: Record, name: str | None, *, status: int = 404
) -> Record:
    interfaces: list[Record] = connection["interfaces"]
    for interface in interfaces:
        if name in (None, interface["bankingInterface"]):
            return interface
    text = f"the bank connection has no interface {name}"
    raise refused(context, call, status, "UNKNOWN_ENTITY", text)
