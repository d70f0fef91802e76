"""
Operations for tenants and users.
"""

from __future__ import annotations

from typing import Any

from ...openapi.errors import Problem
from ...server.service import Call, Response
from ..credentials import TENANT
from ..state.bank import Bank, HandlerGroup, User

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

_MIN_PASSWORD_LENGTH = 10
_MIN_LETTERS = 2
_MIN_OTHERS = 2


@HANDLERS.operation("getTenants")
def _tenants(bank: Bank, call: Call) -> Response:
    return Response(body=[{"name": TENANT, "description": "Mandant der Sandbox"}])


@HANDLERS.operation("createUser")
def _create(bank: Bank, call: Call) -> Response:
    _check_tenant(call)
    _check_password(call.body["password"])
    _check_name(bank, call.body["username"], None)
    user = User(
        id=bank.new_id(),
        name=call.body["username"],
        password=call.body["password"],
        first_name=call.body.get("firstname"),
        last_name=call.body.get("lastname"),
    )
    bank.users[user.id] = user
    location = f"{call.base}/auth/mgmt/v1/tenants/{TENANT}/users/{user.id}"
    return Response(status=201, headers={"Location": location})


@HANDLERS.operation("getUsers")
def _list(bank: Bank, call: Call) -> Response:
    _check_tenant(call)
    everybody = call.query.get("includeInactive", False)
    shown = [_json(one) for one in bank.users.values() if one.is_active or everybody]
    return Response(body=shown)


@HANDLERS.operation("getUser")
def _get(bank: Bank, call: Call) -> Response:
    user = _user(bank, call)
    if not user.is_active:
        raise Problem(404)
    return Response(body=_json(user))


@HANDLERS.operation("updateUser")
def _update(bank: Bank, call: Call) -> Response:
    user = _user(bank, call)
    name = call.body.get("username")
    if name is not None:
        _check_name(bank, name, user)
        user.name = name
    user.first_name = call.body.get("firstname", user.first_name)
    user.last_name = call.body.get("lastname", user.last_name)
    return Response()


@HANDLERS.operation("deactivateUser")
def _deactivate(bank: Bank, call: Call) -> Response:
    user = _user(bank, call)
    user.is_active = False
    _revoke_tokens(bank, user)
    return Response()


@HANDLERS.operation("reactivateUser")
def _reactivate(bank: Bank, call: Call) -> Response:
    user = _user(bank, call)
    _check_password(call.body["password"])
    if user.name != call.body["username"]:
        raise Problem(400)
    user.password = call.body["password"]
    user.is_active = True
    return Response()


@HANDLERS.operation("deleteUser")
def _delete(bank: Bank, call: Call) -> Response:
    user = _user(bank, call)
    # A user has to be deactivated first.
    if user.is_active:
        raise Problem(405)
    del bank.users[user.id]
    return Response()


def _user(bank: Bank, call: Call) -> User:
    _check_tenant(call)
    wanted = call.path["user-id"]
    if call.query.get("reftype") == "username":
        found = next((one for one in bank.users.values() if one.name == wanted), None)
    else:
        found = bank.users.get(wanted)
    if found is None:
        raise Problem(404)
    return found


def _check_tenant(call: Call) -> None:
    if call.path["tenant-name"] != TENANT:
        raise Problem(404)


def _check_password(password: str) -> None:
    letters = sum(character.isalpha() for character in password)
    others = len(password) - letters
    if len(password) < _MIN_PASSWORD_LENGTH or letters < _MIN_LETTERS or others < _MIN_OTHERS:
        raise Problem(400)


def _check_name(bank: Bank, name: str, owner: User | None) -> None:
    if any(one.name == name and one is not owner for one in bank.users.values()):
        raise Problem(409)


def _revoke_tokens(bank: Bank, user: User) -> None:
    for token in [one for one in bank.tokens.values() if one.user_id == user.id]:
        del bank.tokens[token.value]


def _json(user: User) -> dict[str, Any]:
    return {"userReference": user.id, "username": user.name}
