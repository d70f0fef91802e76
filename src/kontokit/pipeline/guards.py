"""
Makes the guards against lockouts, which know the stores and keys of a client.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, final

from ..auth.credentials import ClientCredentials, UserCredentials
from ..core.clock import Clock
from ..core.secret import KeepsSecrets, Secret
from ..core.tracebacks import ScrubsTracebacks
from ..stores import Store
from .lockout_guard import LockoutGuard
from .login_data import CallLogins
from .mark_book import PROCESS_BOOK, PROCESS_ORDERS, MarkBook
from .request_pipeline import RequestPipeline
from .sending_guard import SAME_WITHIN, SendingGuard

if TYPE_CHECKING:
    from ..psd2.read_budget import ReadBudget

_PURPOSE: Final = "refused credentials"
_ORDERS: Final = "orders"
_MAX_EXPECTED: Final = 1_000


@final
class Guards(ScrubsTracebacks, KeepsSecrets):
    """
    Makes guards for a client and all clients derived from it.
    """

    __slots__ = ("__clock", "__expected", "__last", "__token_store")

    def __init__(self, token_store: Store, clock: Clock) -> None:
        """
        Make no guard yet.

        Args:
            token_store: The store that the client keeps its tokens in.
            clock: Ends the marks of calls without a flow.
        """
        self.__token_store = token_store
        self.__clock = clock
        self.__last: tuple[Store | None, bytes | None] = (None, None)
        self.__expected: dict[str, tuple[LockoutGuard, CallLogins]] = {}

    def remember(self, store: Store, record_key: bytes | None) -> None:
        """
        Let calls without a flow use the store of the flows too.

        Args:
            store: Where the flows keep their records.
            record_key: At least 32 secret bytes, or None.
        """
        if not store.is_local:  # what is in memory, the process knows anyway
            self.__last = (store, record_key)

    def expect(self, url: str, guard: LockoutGuard, logins: CallLogins) -> None:
        """
        Expect a resource to say whether credentials were right.

        Args:
            url: Its absolute URL, without a query.
            logins: The credentials as digests.
        """
        self.__expected[url] = (guard, logins)
        with suppress(RuntimeError, StopIteration):  # another thread changes it too
            while len(self.__expected) > _MAX_EXPECTED:
                self.__expected.pop(next(iter(self.__expected)), None)

    def expected(self, url: str) -> tuple[LockoutGuard, CallLogins] | None:
        """
        The guard and the credentials of which a resource tells; None for all other resources.

        Args:
            url: Its absolute URL, without a query.
        """
        return self.__expected.get(url)

    def expected_below(self, url: str) -> dict[str, tuple[LockoutGuard, CallLogins]]:
        """
        As ``expected``, for the resources of which a list tells: id → guard and credentials.

        Args:
            url: The absolute URL of the list, without a query.
        """
        if not self.__expected:
            return {}
        split = ((key.rpartition("/"), known) for key, known in self.__expected.copy().items())
        return {name: known for (parent, _, name), known in split if parent == url}

    def guard(
        self,
        pipeline: RequestPipeline,
        *,
        store: Store | None = None,
        record_key: bytes | None = None,
        clock: Clock | None = None,
    ) -> LockoutGuard:
        """
        The guard of one user.

        Args:
            pipeline: Names the API, its server and the user.
            store: Where the flow keeps its record; None for a call without one.
            record_key: At least 32 secret bytes. Without them, the client's secret is the key.
            clock: Replaces the clock of the client.
        """
        user = _user(pipeline)
        if store is None:
            store, record_key = self.__last
        books = [*_books(pipeline, store, record_key, self.__token_store), PROCESS_BOOK]
        scope = (pipeline.api.name, pipeline.base_url, user)
        return LockoutGuard(books, scope, clock or self.__clock)

    def sending_guard(
        self,
        pipeline: RequestPipeline,
        *,
        store: Store | None = None,
        record_key: bytes | None = None,
        clock: Clock | None = None,
        read_budget: ReadBudget | None = None,
    ) -> SendingGuard:
        """
        What refuses repeated orders, and reads beyond the budget.

        Args:
            pipeline: Names the API, its server and the user.
            store: Where the flow keeps its record; None for a call without one.
            record_key: At least 32 secret bytes. Without them, the client's secret is the key.
            clock: Replaces the clock of the client.
            read_budget: Counts reads if the client has nothing that does.
        """
        if store is None:
            store, record_key = self.__last
        books = [*_order_books(pipeline, store, record_key, self.__token_store), PROCESS_ORDERS]
        scope = (pipeline.api.name, pipeline.base_url, _user_or_token(pipeline))
        budget = pipeline.read_budget or read_budget
        return SendingGuard(books, scope, clock or self.__clock, budget)


def _order_books(
    pipeline: RequestPipeline, store: Store | None, record_key: bytes | None, token_store: Store
) -> Iterator[MarkBook]:
    secret = _client_secret(pipeline)
    for shared, key in ((store, record_key or secret), (token_store, secret or record_key)):
        if shared is not None and key is not None and not shared.is_local:
            yield MarkBook(shared, _derived(key, _ORDERS), kind="order", lasting=SAME_WITHIN)


def _books(
    pipeline: RequestPipeline, store: Store | None, record_key: bytes | None, token_store: Store
) -> Iterator[MarkBook]:
    """
    The books that other processes share: each store with a key that they know too.
    """
    secret = _client_secret(pipeline)
    # The token store is known to programs without SCA, which have no record_key.
    for shared, key in ((store, record_key or secret), (token_store, secret or record_key)):
        if shared is not None and key is not None and not shared.is_local:
            yield MarkBook(shared, _derived(key, _PURPOSE))


def _derived(key: bytes, purpose: str) -> bytes:
    from ..encryption.derived_key import derived_key  # its library is loaded where it is needed

    return derived_key(key, purpose=purpose)


def _client_secret(pipeline: RequestPipeline) -> bytes | None:
    for name in sorted(pipeline.credentials):
        credential = pipeline.credentials[name]
        if isinstance(credential, ClientCredentials):
            return credential.client_secret.reveal().encode("utf-8", "surrogatepass")
    return None


def _user_or_token(pipeline: RequestPipeline) -> str:
    """
    Who gives an order. Two users must not share their orders, so a token names one while it lasts.
    """
    known = _user(pipeline)
    if known:
        return known
    tokens = (one for one in pipeline.credentials.values() if isinstance(one, Secret))
    return "\n".join(sorted(hashlib.sha256(one.reveal().encode()).hexdigest() for one in tokens))


def _user(pipeline: RequestPipeline) -> str:
    """
    The name of the user. Tokens name no user and change, so clients with a token share their marks.
    """
    users = (one for one in pipeline.credentials.values() if isinstance(one, UserCredentials))
    return next((user.username for user in users), "")
