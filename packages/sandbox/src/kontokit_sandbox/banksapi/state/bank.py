"""
The state of BANKSapi: users, tokens, bank accesses, orders and web forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import quote

from ...ledger.ledger import Ledger
from ...openapi.errors import BrokenRequest, Problem
from ...orders.bank_state import BankState
from ...pending import Message
from ...server.limits import Limited, Recent, remember
from ...server.service import Call, Handlers
from ..credentials import USER_ID, USER_NAME, USER_PASSWORD
from .bank_accesses import Access
from .categories import CategoryRule
from .credential_decryption import DecryptionError, plaintext
from .demo_logins import Login
from .orders import Order, Transfer
from .products import Product, uuid_from
from .sca import Sca
from .tokens import Token

__all__ = ["BANK_NAME", "Bank", "HandlerGroup", "User", "WebForm"]

BANK_NAME = "Demo Provider"
"""The name of the only bank."""

_TOKEN_LIFETIME = timedelta(hours=24)
_DEMO = Login()
_TROUBLES = {
    "maintenance": "BA1000",
    "locked": "BA1010",
    "budget_exceeded": "BA1053",
    "credentials_changed": "BA1011",
    "bank_offline": "BA1051",
}


@dataclass(kw_only=True)
class User:
    """
    A user of the tenant.
    """

    id: str
    name: str
    password: str
    first_name: str | None = None
    last_name: str | None = None
    is_active: bool = True
    accesses: dict[str, Access] = field(default_factory=Limited[str, Access])
    category_rules: dict[str, CategoryRule] = field(default_factory=Limited[str, CategoryRule])
    """By the name of the other side of a transaction."""


@dataclass(kw_only=True)
class WebForm:
    """
    A web form that the user has yet to complete.
    """

    user_id: str
    use_case: str
    subject: str
    """The id of the bank access or order it is for."""
    login: Login = field(default_factory=Login)
    """Whose form it is; decides how it ends."""
    order: Order | None = None
    """The order that the form confirms."""
    is_opened: bool = False


class Bank:
    """
    The whole state of BANKSapi.
    """

    def __init__(self, ledger: Ledger, banks: BankState) -> None:
        """
        Args:
            banks: What the banks know whichever API asks. The sandbox resets it.
        """
        self.ledger = ledger
        self.clock = ledger.clock
        self.banks = banks
        self.reset()

    def reset(self) -> None:
        """
        Restore the initial state: one user without bank accesses.
        """
        self.random = Random("banksapi")  # noqa: S311 - it is meant to be the same every time
        first = User(id=USER_ID, name=USER_NAME, password=USER_PASSWORD)
        self.users: dict[str, User] = Limited({first.id: first})
        self.tokens: dict[str, Token] = Recent()
        self.token_life = _TOKEN_LIFETIME
        self.orders: dict[str, Order] = Limited()
        self.transfers: dict[str, Transfer] = Limited()
        self.web_forms: dict[str, WebForm] = Recent()
        self.messages: list[Message] = []
        """Messages with TANs, oldest first."""

    def new_id(self) -> str:
        """
        Make a new UUID, the same in every run.
        """
        return uuid_from(self.random)

    def new_token(self, scope: str, user: User | None) -> Token:
        """
        Issue a token.
        """
        token = Token(
            value=self.new_id(),
            scope=scope,
            valid_to=self.clock.now() + self.token_life,
            user_id=None if user is None else user.id,
            user_name=None if user is None else user.name,
        )
        self.tokens[token.value] = token
        return token

    def valid_token(self, value: str) -> Token | None:
        """
        Find a token that is neither revoked nor expired.
        """
        token = self.tokens.get(value)
        return token if token is not None and token.valid_to > self.clock.now() else None

    def bearer(self, authorization: str | None) -> Token:
        """
        Find the token of an Authorization header.

        Raises:
            Problem: 401 without a token, 403 if it is unknown, revoked or expired.
        """
        scheme, _, value = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not value:
            raise Problem(401)
        token = self.valid_token(value)
        # 403 and not 401, as the provider does it.
        if token is None:
            raise Problem(403)
        return token

    def user(self, call: Call) -> User:
        """
        Find the user of a user token.
        """
        token: Token = call.caller
        return self.users[str(token.user_id)]

    def access(self, call: Call) -> Access:
        """
        Find the bank access that a path names, among those of the caller.

        Raises:
            Problem: There is none.
        """
        access = self.user(call).accesses.get(call.path["access-id"])
        if access is None:
            raise Problem(404)
        return access

    def product(self, call: Call) -> tuple[Access, Product]:
        """
        Find the product that a path names.

        Raises:
            Problem: There is none.
        """
        access = self.access(call)
        product = access.product(call.path["product-id"])
        if product is None:
            raise Problem(404)
        return access, product

    def night(self, moment: datetime) -> None:
        """
        Retrieve all accesses that need no user, as each night.
        """
        for user in self.users.values():
            for access in user.accesses.values():
                access.night(self.ledger, moment, self.obstacle(access.login))

    def web_form(
        self,
        user: User,
        use_case: str,
        subject: str,
        login: Login = _DEMO,
        order: Order | None = None,
    ) -> str:
        """
        Create a web form.

        Args:
            subject: The id of the bank access or order it is for.
            login: Whose form it is.
            order: The order that it confirms.

        Returns:
            The id of its session.
        """
        session = self.new_id()
        form = WebForm(
            user_id=user.id, use_case=use_case, subject=subject, login=login, order=order
        )
        self.web_forms[session] = form
        return session

    def send_tan(self, sca: Sca) -> None:
        """
        Send a TAN to the phone, once, if the method of an SCA does.
        """
        method = sca.method
        if method is None or not method.sent_by or sca.is_sent:
            return
        if sca.step == "authenticate":
            sca.is_sent = True
            message = Message(
                login=sca.login, kind=method.sent_by, at=self.clock.now(), bank=BANK_NAME,
                tan=method.tan, order=sca.order,
            )  # fmt: skip
            remember(self.messages, message)

    def settle(self) -> None:
        """
        Continue after an SCA that was confirmed elsewhere. Settling the others changes nothing.
        """
        now = self.clock.now()
        for order in self.orders.values():
            order.settle(self.banks.orders, now)
        for user in self.users.values():
            for access in user.accesses.values():
                access.settle_sca(self.ledger)

    def end_consents(self, person: str | None = None) -> None:
        """
        Expire all consents, or those of one user. Fresh data needs an SCA afterwards.

        Args:
            person: The id or the name of the user.

        Raises:
            LookupError: There is no such user.
        """
        chosen = [one for one in self.users.values() if person in (None, one.id, one.name)]
        if person is not None and not chosen:
            raise LookupError(f"BANKSapi has no user {person}")
        for user in chosen:
            for access in user.accesses.values():
                # The caller fills builder accesses; they have no consent.
                access.needs_renewal = access.kind != "BUILDER"

    def read_login(self, credentials: Mapping[str, Any]) -> Login:
        """
        Decrypt credentials.

        Raises:
            BrokenRequest: A value is not encrypted, or with another key.
        """
        read: dict[str, str] = {}
        findings: list[str] = []
        for name, value in credentials.items():
            try:
                read[name] = plaintext(value)
            except DecryptionError as error:
                findings.append(f"credentials.{name} {error}")
        if findings:
            raise BrokenRequest(findings)
        return Login(user=read.get("userid", "demo1"), pin=read.get("pin", ""))

    def obstacle(self, login: Login) -> str | None:
        """
        Return the code of the message with which the bank refuses a login, or None.
        """
        if login.user in self.banks.locked:
            return "BA1010"
        if self.banks.refuses(login.user, login.pin):
            return "BA1011"
        return _TROUBLES.get(self.banks.trouble, login.obstacle)

    def note_locked(self, login: Login, sca: Sca) -> None:
        """
        Lock a login whose last TAN was wrong once too often.
        """
        if sca.is_locking:
            self.banks.locked.add(login.user)


HandlerGroup = Handlers[Bank]
"""The handlers of some operations."""


def encoded(text: str) -> str:
    """
    Encode a text for one segment of a path.
    """
    return quote(text, safe="")
