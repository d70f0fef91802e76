"""
Operations about tokens and encryption.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error

from ...openapi.errors import Problem
from ...server.service import Answer, Call
from ..state.bank import Bank, Part, User
from ..state.credential_decryption import LIMIT, ciphertext
from ..state.tokens import SCOPES, token_json

__all__ = ["PART"]

PART: Part = Part()

_ENCRYPTED = "application/octet-stream+base64"


@PART.of("createToken")
def _create_token(bank: Bank, call: Call) -> Answer:
    scope = call.body.get("scope") or " ".join(SCOPES)
    if not set(scope.split()) <= set(SCOPES):
        raise Problem(400)
    if call.body["grant_type"] == "client_credentials":
        return Answer(body=token_json(bank.new_token(scope, None)))
    if call.body["grant_type"] == "password":
        return Answer(body=token_json(bank.new_token(scope, _signed_in(bank, call))))
    raise Problem(400)


def _signed_in(bank: Bank, call: Call) -> User:
    name, password = call.body.get("username"), call.body.get("password")
    if name is None or password is None:
        raise Problem(400)
    for user in bank.users.values():
        if user.name == name and user.password == password and user.is_active:
            return user
    raise Problem(401)


@PART.of("revokeToken")
def _revoke_token(bank: Bank, call: Call) -> Answer:
    bank.tokens.pop(call.body["token"], None)
    return Answer()


@PART.of("introspectToken")
def _introspect_token(bank: Bank, call: Call) -> Answer:
    token = bank.valid_token(call.query["token"])
    if token is None:
        raise Problem(403)
    return Answer(body=token_json(token))


@PART.of("encrypt")
def _encrypt(bank: Bank, call: Call) -> Answer:
    try:
        text = b64decode(call.body, validate=True).decode()
    except (Error, ValueError) as error:
        raise Problem(400) from error
    if len(text.encode()) > LIMIT:
        raise Problem(400)
    return Answer(body=ciphertext(text).encode(), media_type=_ENCRYPTED)
