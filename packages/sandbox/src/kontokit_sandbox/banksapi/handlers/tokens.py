"""
Operations for tokens and encryption.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error

from ...openapi.errors import Problem
from ...server.service import Call, Response
from ..state.bank import Bank, HandlerGroup, User
from ..state.credential_decryption import LIMIT, ciphertext
from ..state.tokens import SCOPES, token_json

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

_ENCRYPTED = "application/octet-stream+base64"


@HANDLERS.operation("createToken")
def _create_token(bank: Bank, call: Call) -> Response:
    scope = call.body.get("scope") or " ".join(SCOPES)
    if not set(scope.split()) <= set(SCOPES):
        raise Problem(400)
    if call.body["grant_type"] == "client_credentials":
        return Response(body=token_json(bank.new_token(scope, None)))
    if call.body["grant_type"] == "password":
        return Response(body=token_json(bank.new_token(scope, _signed_in(bank, call))))
    raise Problem(400)


def _signed_in(bank: Bank, call: Call) -> User:
    name, password = call.body.get("username"), call.body.get("password")
    if name is None or password is None:
        raise Problem(400)
    for user in bank.users.values():
        if user.name == name and user.password == password and user.is_active:
            return user
    # The document names OAuth 2 and no error body, so this is the one of RFC 6749.
    raise Problem(400, {"error": "invalid_grant", "error_description": "Bad credentials"})


@HANDLERS.operation("revokeToken")
def _revoke_token(bank: Bank, call: Call) -> Response:
    # Revoking an unknown token succeeds, see RFC 7009.
    bank.tokens.pop(call.body["token"], None)
    return Response()


@HANDLERS.operation("introspectToken")
def _introspect_token(bank: Bank, call: Call) -> Response:
    token = bank.valid_token(call.query["token"])
    if token is None:
        raise Problem(403)
    return Response(body=token_json(token))


@HANDLERS.operation("encrypt")
def _encrypt(bank: Bank, call: Call) -> Response:
    try:
        text = b64decode(call.body, validate=True).decode()
    except (Error, ValueError) as error:
        raise Problem(400) from error
    if len(text.encode()) > LIMIT:
        raise Problem(400)
    return Response(body=ciphertext(text).encode(), media_type=_ENCRYPTED)
