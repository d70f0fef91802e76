"""
The token endpoint: three grants, and revocation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import bad_credentials, refused
from ..state.world import Client, Record, Token, User
from .configuration import validity

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("getToken")
def _get_token(context: Context, call: Call) -> Response:
    form: Record = call.body
    client = context.world.clients.get(form["client_id"])
    if client is None or client.secret != form["client_secret"]:
        raise bad_credentials("invalid_client", "Bad client credentials")
    if form["grant_type"] == "client_credentials":
        return _granted(context, client, None)
    if form["grant_type"] == "refresh_token":
        return _refreshed(context, call, client)
    return _granted(context, client, _signed_in(context, call))


@HANDLERS.operation("revokeToken")
def _revoke(context: Context, call: Call) -> Response:
    asked: Mapping[str, Any] = call.body or call.query
    tokens = context.world.tokens
    hint = asked.get("token_type_hint")
    found = [one for one in tokens.values() if asked["token"] in (one.value, one.refresh)]
    for token in found:
        # With this hint only the access token ends, see RFC 7009.
        if hint == "access_token":
            if asked["token"] == token.value:
                tokens[token.value] = replace(token, ends=context.world.clock.now())
            continue
        for other in list(tokens.values()):
            # Tokens of a client have no refresh token: None == None must not revoke them all.
            if other.refresh == token.refresh and (other.refresh or other is token):
                del tokens[other.value]
    return Response()


def _signed_in(context: Context, call: Call) -> User:
    if not {"username", "password"} <= call.body.keys():
        raise refused(context, call, 400, "MISSING_FIELD", "username and password are needed")
    user = context.world.users.get(call.body["username"].lower())
    if user is None:
        raise bad_credentials("invalid_grant", "Bad user credentials")
    if user.is_locked:
        raise refused(context, call, 423, "LOCKED", "the user is locked")
    if user.password != call.body["password"]:
        user.failed_logins += 1
        # The fifth wrong password ends all sessions of the user.
        if user.is_locked:
            context.world.end_tokens_of(user.id)
        raise bad_credentials("invalid_grant", "Bad user credentials")
    if not user.is_verified:
        raise refused(context, call, 403, "USER_NOT_VERIFIED", "the user is not verified")
    user.failed_logins = 0
    user.last_active = context.world.clock.now()
    return user


def _refreshed(context: Context, call: Call, client: Client) -> Response:
    if "refresh_token" not in call.body:
        raise refused(context, call, 400, "MISSING_FIELD", "refresh_token is needed")
    tokens = context.world.tokens.values()
    given = [
        one for one in tokens
        if one.refresh == call.body["refresh_token"] and one.client_id == client.id
        and _can_be_refreshed(context, one)
    ]  # fmt: skip
    if not given:
        raise bad_credentials("invalid_grant", "Invalid refresh token")
    user = context.world.users.get(str(given[-1].user_id).lower())
    if user is None:
        raise bad_credentials("invalid_grant", "Invalid refresh token")
    user.last_active = context.world.clock.now()
    refresh, refresh_ends = given[-1].refresh, given[-1].refresh_ends
    if context.world.rotates_refresh_tokens or context.world.rotates_once:
        refresh, refresh_ends = _new_refresh_token(context, client)
        for one in given:  # the access tokens of the grant live on, and end with it
            renewed = replace(one, refresh=refresh, refresh_ends=refresh_ends)
            context.world.tokens[one.value] = renewed
    token = _new_token(context, client, user, refresh, refresh_ends)
    return Response(body=_token_json(context, token))


def _granted(context: Context, client: Client, user: User | None) -> Response:
    known = [
        one
        for one in context.world.tokens.values()
        if one.client_id == client.id
        and one.user_id == (user.id if user else None)
        and context.world.token(one.value) is not None
        and _can_be_refreshed(context, one)
    ]
    refresh, refresh_ends = _new_refresh_token(context, client) if user else (None, None)
    # finAPI returns the same token until it ends.
    token = known[-1] if known else _new_token(context, client, user, refresh, refresh_ends)
    return Response(body=_token_json(context, token))


def _new_refresh_token(context: Context, client: Client) -> tuple[str, datetime | None]:
    value = f"{context.world.new_uuid()}-refresh"
    return value, _end(context, validity(client, "refresh"))


def _new_token(
    context: Context,
    client: Client,
    user: User | None,
    refresh: str | None,
    refresh_ends: datetime | None,
) -> Token:
    token = Token(
        value=context.world.new_uuid(),
        role="user" if user else client.role,
        client_id=client.id,
        ends=_end(context, validity(client, "userAccess" if user else "clientAccess")),
        user_id=user.id if user else None,
        refresh=refresh,
        refresh_ends=refresh_ends,
    )
    context.world.tokens[token.value] = token
    return token


def _end(context: Context, seconds: int) -> datetime | None:
    return context.world.clock.now() + timedelta(seconds=seconds) if seconds else None


def _can_be_refreshed(context: Context, token: Token) -> bool:
    return token.refresh_ends is None or token.refresh_ends > context.world.clock.now()


def _token_json(context: Context, token: Token) -> Record:
    left = int((token.ends - context.world.clock.now()).total_seconds()) if token.ends else 0
    body: Record = {
        "access_token": token.value,
        "token_type": "bearer",
        "expires_in": left,
        "scope": "all",
    }
    if token.refresh is not None:
        body["refresh_token"] = token.refresh
    return body
