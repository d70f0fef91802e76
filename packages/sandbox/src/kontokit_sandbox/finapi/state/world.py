"""
The state that finAPI Access v2, v1 and Web Form share: clients, tokens, users and their data.

Resources are stored as JSON objects in the shape of v2; responses of v1 are translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from ...ledger.ledger import Ledger
from ...ledger.listings import Pages
from ...orders.bank_state import BankState
from ...orders.order_book import TakenOrder
from ...orders.payment import Payment
from ...pending import Decision, Message, OrderSummary
from ...server.clock import BERLIN
from ...server.limits import Limited, Recent, remember
from .category_rules import Rules
from .credentials import ADMIN_ID, ADMIN_SECRET, CLIENT_ID, CLIENT_SECRET, USER_ID, USER_PASSWORD
from .record import Record
from .transactions import Transactions
from .web_forms import Profile, Task, TranslationSet, V1WebForm, WebForm

__all__ = [
    "APPLICATION_NAME",
    "Challenge",
    "Client",
    "Download",
    "Record",
    "Role",
    "Token",
    "User",
    "World",
]

Role = Literal["user", "client", "admin"]
APPLICATION_NAME = "Sandbox"
"""The name of a client that has set none."""


@dataclass(kw_only=True)
class Client:
    """
    A client of the mandator, with the settings that ``GET /clientConfiguration`` returns.
    """

    id: str
    secret: str
    role: Role
    configuration: Record = field(default_factory=dict[str, Any])

    @property
    def application_name(self) -> str:
        """
        The name with which it presents itself to users.
        """
        return str(self.configuration.get("applicationName", APPLICATION_NAME))


@dataclass(frozen=True, kw_only=True)
class Token:
    """
    An access token; tokens of a user have a ``user_id``.
    """

    value: str
    role: Role
    client_id: str
    ends: datetime | None
    """None if it never expires."""
    user_id: str | None = None
    refresh: str | None = None
    """The refresh token of the same grant."""
    refresh_ends: datetime | None = None
    """None if the refresh token never expires."""


@dataclass(kw_only=True)
class Download:
    """
    A download, which ends with time or at the second request for it.
    """

    ends: datetime
    looks: int = 0


@dataclass(kw_only=True)
class Challenge:
    """
    A pending SCA challenge of a bank.
    """

    user_id: str
    request: str
    """Identifies the call, to recognise its repetition."""
    step: Literal["procedure", "answer", "redirect", "decoupled", "unknown"]
    ends: datetime
    wanted: str = ""
    """The correct answer, or the context of a redirect."""
    login: str = ""
    """The user name that was entered."""
    procedure: str = ""
    """The procedure that was chosen."""
    round: int = 1
    """The number of the SCA, if several follow each other."""
    polls: float = 0
    """How many more polls will find it unconfirmed."""
    begun_with: str = ""
    """The hash that chose the confirmation in an app."""
    bank_id: int = 0
    order: OrderSummary | None = None
    """The order it is for; None for access to accounts."""
    decision: Decision | None = None
    """What the user has decided on the phone, or ``wrong`` for the next TAN."""
    notice: str = ""
    """What the bank says before it asks."""


@dataclass(kw_only=True)
class Redirect:
    """
    A redirect of a user to the bank's page.
    """

    back: str
    """The URL to which the page redirects back."""
    bank_id: int
    application: str
    """The name of the application that asks."""
    ends: datetime
    order: OrderSummary | None = None
    """The order it is for; None for access to accounts."""
    login: str = ""
    """The name with which the user has signed in at the page."""
    ibans: tuple[str, ...] | None = None
    """The accounts that the user shares; None for all."""
    query: str | None = None
    """The query of the redirect back, once it has happened."""
    is_left: bool = False
    """Whether the user has gone back without a decision."""
    is_denied: bool = False
    """Whether the user has declined, which the query does not tell."""


@dataclass(kw_only=True)
class User:
    """
    A user with all their resources.
    """

    id: str
    password: str
    registered: datetime
    email: str | None = None
    phone: str | None = None
    is_auto_update_enabled: bool = False
    is_verified: bool = True
    failed_logins: int = 0
    last_active: datetime | None = None
    """When a token was last issued to the user."""
    last_import: datetime | None = None
    """When a bank connection was last imported."""
    last_removal: datetime | None = None
    """When a bank connection was last deleted."""
    deleted: datetime | None = None
    connections: dict[int, Record] = field(default_factory=Limited[int, Record])
    accounts: dict[int, Record] = field(default_factory=Limited[int, Record])
    transactions: Transactions = field(init=False)
    """The booked ones; set when the user is registered."""
    pending_transactions: dict[int, Record] = field(default_factory=Limited[int, Record])
    securities: dict[int, Record] = field(default_factory=Limited[int, Record])
    categories: dict[int, Record] = field(default_factory=Limited[int, Record])
    """The user's own categories; global ones are not stored here."""
    learned: list[Record] = field(default_factory=list[Record])
    """Learned categorisation rules, newest last."""
    labels: dict[int, Record] = field(default_factory=Limited[int, Record])
    notification_rules: dict[int, Record] = field(default_factory=Limited[int, Record])
    payments: dict[int, Record] = field(default_factory=Limited[int, Record])
    standing_orders: dict[int, Record] = field(default_factory=Limited[int, Record])
    waiting_for_tan: dict[tuple[str, int], int] = field(
        default_factory=Limited[tuple[str, int], int]
    )
    """Payments of v1 that wait for a TAN, by their type and account."""
    v1_web_forms: dict[int, V1WebForm] = field(default_factory=Limited[int, V1WebForm])
    """Web forms of Access v1."""
    web_forms: dict[str, WebForm] = field(default_factory=Limited[str, WebForm])
    """Forms of Web Form 2.0 by their UUID."""
    tasks: dict[str, Task] = field(default_factory=Limited[str, Task])
    """Tasks of Web Form 2.0 by their UUID."""

    @property
    def is_locked(self) -> bool:
        """
        Whether too many logins have failed.
        """
        return self.failed_logins >= 5


class World:
    """
    The whole state of finAPI, shared by all three APIs.
    """

    def __init__(self, ledger: Ledger, banks: BankState) -> None:
        """
        Args:
            banks: What the banks know whichever API asks. The sandbox resets it.
        """
        self.ledger = ledger
        self.pages = Pages(ledger)
        self.clock = ledger.clock
        self.banks = banks
        self.reset()

    def reset(self) -> None:
        """
        Restore the initial state: a client, a mandator admin and a user without bank connections.
        """
        self.random = Random("finapi")  # noqa: S311 - it is meant to be the same every time
        self._ids: dict[str, int] = {}
        self.clients: dict[str, Client] = {
            CLIENT_ID: Client(id=CLIENT_ID, secret=CLIENT_SECRET, role="client"),
            ADMIN_ID: Client(id=ADMIN_ID, secret=ADMIN_SECRET, role="admin"),
        }
        self.tokens: dict[str, Token] = Recent()
        self.users: dict[str, User] = Limited()
        self.deleted_users: list[User] = []
        """Deleted users, which the mandator admin can still list."""
        self.add_user(USER_ID, USER_PASSWORD)
        self.iban_rules: dict[int, Record] = Limited()
        self.keyword_rules: dict[int, Record] = Limited()
        self.certificates: dict[int, Record] = Limited()
        self.tpp_credentials: dict[int, Record] = Limited()
        self.profiles: dict[str, Profile] = Limited()
        """Profiles of Web Form 2.0 by their UUID."""
        self.translations: dict[str, TranslationSet] = Limited()
        """Translations of Web Form 2.0 by their UUID."""
        self.downloads: dict[int, Download] = Recent()
        """Downloads in progress, by bank connection."""
        self.challenges: dict[str, Challenge] = Recent()
        """Pending SCA challenges by hash."""
        self.redirects: dict[str, Redirect] = Recent()
        """Redirects to the bank's page, by their context."""
        self.submitted_orders: dict[tuple[str, int], TakenOrder] = Recent()
        """Submitted orders, by their kind and id."""
        self.order_summaries: dict[tuple[str, int], OrderSummary] = Recent()
        """What banks show of an order, by its kind and id."""
        self.order_payments: dict[tuple[str, int], list[Payment]] = Recent()
        """What an order consists of, by its kind and id."""
        self.shared_ibans: dict[str, tuple[str, ...]] = Recent()
        """Accounts that users have shared at the page of their bank, until they are imported."""
        self.messages: list[Message] = []
        """Messages with TANs, oldest first."""
        self.awaited_forms: list[WebForm] = []
        """Open web forms whose end a callback reports."""
        self.awaited_tasks: list[Task] = []
        """Running tasks whose end a callback reports."""
        self.batch_updates: list[tuple[str, Any]] = []
        """Updates of the current call to report: id of the user, and the watch of the accounts."""
        self.unannounced_deletions: list[str] = []
        """Users deleted by the current call, to report."""
        self.password_changes: dict[str, str] = Recent()
        """Token of a password change → id of the user."""
        self.rotates_refresh_tokens = False
        """Whether each refresh returns a new refresh token."""
        self.rotates_once = False
        """Whether the refresh that is being handled does."""

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """
        self.rotates_once = False
        self.banks.trouble = ""

    def add_user(self, name: str, password: str, **fields: Any) -> User:
        """
        Register a user.
        """
        user = User(id=name, password=password, registered=self.clock.now(), **fields)
        user.transactions = Transactions(ledger=self.ledger, own_categories=user.categories)
        self.users[name.lower()] = user
        return user

    def rules(self, user: User) -> Rules:
        """
        Return the rules by which the transactions of a user are categorised.
        """
        return Rules(
            tuple(user.learned), tuple(self.iban_rules.values()), tuple(self.keyword_rules.values())
        )

    def delete_user(self, name: str) -> None:
        """
        Delete a user and everything that belongs to it.
        """
        user = self.users.pop(name.lower())
        self.end_tokens_of(user.id)
        user.deleted = self.clock.now()
        user.failed_logins = 0
        # The list of deleted users counts connections.
        user.connections.clear()
        remember(self.deleted_users, user)
        self.unannounced_deletions.append(user.id)

    def end_tokens_of(self, user_id: str) -> None:
        """
        Revoke all tokens of a user.
        """
        for value in [k for k, v in self.tokens.items() if v.user_id == user_id]:
            del self.tokens[value]

    def end_tokens_of_client(self, client_id: str) -> None:
        """
        Revoke the tokens of a client, but not those of its users.
        """
        for value, token in list(self.tokens.items()):
            if token.client_id == client_id and token.user_id is None:
                del self.tokens[value]

    def is_downloading(self, connection_id: int) -> bool:
        """
        Whether a bank connection is being downloaded.
        """
        download = self.downloads.get(connection_id)
        # Done after one look, so that tests need not wait.
        return download is not None and download.looks < 1 and self.clock.now() < download.ends

    def next_id(self, kind: str) -> int:
        """
        Return the next id for a kind of resource, starting at 1.
        """
        self._ids[kind] = made = self._ids.get(kind, 0) + 1
        return made

    def new_uuid(self) -> str:
        """
        Make a new UUID, the same in every run.
        """
        digits = f"{self.random.getrandbits(128):032x}"
        # 4 is the version and 8 the variant, which clients may check.
        parts = (digits[:8], digits[8:12], "4" + digits[13:16], "8" + digits[17:20], digits[20:])
        return "-".join(parts)

    def instant(self, *, ahead: timedelta = timedelta()) -> str:
        """
        Format the current or a later time as v2 does: RFC 3339 with milliseconds, in Berlin time.
        """
        moment = (self.clock.now() + ahead).astimezone(BERLIN)
        return moment.isoformat(timespec="milliseconds")

    def token(self, value: str) -> Token | None:
        """
        Find a token that has not expired.
        """
        found = self.tokens.get(value)
        if found is None or (found.ends is not None and found.ends <= self.clock.now()):
            return None
        return found
