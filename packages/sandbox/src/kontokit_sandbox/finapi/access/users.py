"""
The users of a client: create, edit, verify and delete.
"""

from __future__ import annotations

import re

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.data_decryption_key import encrypted
from ..state.world import Record, User

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_ID = re.compile(r"[A-Za-z0-9\-_.+@]{1,36}")


@HANDLERS.operation("createUser")
def _create(context: Context, call: Call) -> Response:
    asked: Record = call.body
    name = asked.get("id") or context.world.new_uuid()
    if not _ID.fullmatch(name):
        raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", "the id has invalid characters")
    if name.lower() in context.world.users:
        raise refused(context, call, 422, "ENTITY_EXISTS", "there is a user with this id")
    user = context.world.add_user(
        name,
        asked.get("password") or context.world.new_uuid(),
        email=asked.get("email"),
        phone=asked.get("phone"),
        is_auto_update_enabled=asked.get("isAutoUpdateEnabled", False),
        is_verified=not name.startswith("unverified"),
    )
    # Only here the password is readable, because finAPI may have made it up.
    return Response(status=201, body=_user_json(user, user.password))


@HANDLERS.operation("getAuthorizedUser")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_user_json(context.user(call)))


@HANDLERS.operation("editAuthorizedUser")
def _edit(context: Context, call: Call) -> Response:
    user, asked = context.user(call), call.body
    if not asked:
        raise refused(context, call, 400, "MISSING_FIELD", "there is nothing to change")
    # An empty text removes the value.
    user.email = asked.get("email", user.email) or None
    user.phone = asked.get("phone", user.phone) or None
    user.is_auto_update_enabled = asked.get("isAutoUpdateEnabled", user.is_auto_update_enabled)
    return Response(body=_user_json(user))


@HANDLERS.operation("deleteAuthorizedUser")
def _delete(context: Context, call: Call) -> Response:
    user = context.user(call)
    if any(context.world.is_downloading(number) for number in user.connections):
        raise refused(context, call, 423, "LOCKED", "a bank connection is being updated")
    context.world.delete_user(user.id)
    return Response()


@HANDLERS.operation("getVerificationStatus")
def _verification(context: Context, call: Call) -> Response:
    user = _named(context, call, call.query["userId"])
    return Response(body={"userId": user.id, "isUserVerified": user.is_verified})


@HANDLERS.operation("verifyUser")
def _verify(context: Context, call: Call) -> Response:
    user = _named(context, call, call.path["userId"])
    if user.is_verified:
        raise refused(context, call, 422, "USER_ALREADY_VERIFIED", "the user is verified already")
    user.is_verified = True
    return Response()


@HANDLERS.operation("deleteUnverifiedUser")
def _delete_unverified(context: Context, call: Call) -> Response:
    user = _named(context, call, call.path["userId"])
    if user.is_verified:
        raise refused(context, call, 422, "USER_ALREADY_VERIFIED", "the user is verified")
    context.world.delete_user(user.id)
    return Response()


@HANDLERS.operation("requestPasswordChange")
def _request_password_change(context: Context, call: Call) -> Response:
    user = _named(context, call, call.body["userId"])
    token = context.world.new_uuid()
    context.world.password_changes[token] = user.id
    fields: Record = {"userId": user.id, "passwordChangeToken": encrypted(token)}
    if user.email is not None:
        fields["userEmail"] = encrypted(user.email)
    return Response(body=fields)


@HANDLERS.operation("executePasswordChange")
def _execute_password_change(context: Context, call: Call) -> Response:
    user = _named(context, call, call.body["userId"])
    token: str = call.body["passwordChangeToken"]
    if context.world.password_changes.get(token) != user.id:
        raise unknown_entity(context, call, "there is no such password change")
    del context.world.password_changes[token]
    user.password = call.body["password"]
    user.failed_logins = 0
    context.world.end_tokens_of(user.id)
    return Response()


def _named(context: Context, call: Call, name: str) -> User:
    user = context.world.users.get(name.lower())
    if user is None:
        raise unknown_entity(context, call, "there is no user with this id")
    return user


def _user_json(user: User, password: str = "XXXXX") -> Record:  # noqa: S107 - it is masked
    fields: Record = {
        "id": user.id,
        "password": password,
        "isAutoUpdateEnabled": user.is_auto_update_enabled,
        "email": user.email,
        "phone": user.phone,
    }
    return {key: value for key, value in fields.items() if value is not None}
