# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The sync client of Bankimport: ``Bankimport``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kontokit import UNSET, SyncClient
from kontokit.operations import Api, EnvVariables, HeaderScheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        DriftLog,
        Http,
        Limits,
        Middleware,
        OnDeviation,
        ReadBudget,
        Retries,
        Secret,
        Timeouts,
        TokenCallable,
        Transport,
    )
    from kontokit.serialization import UnsetType
    from kontokit_bankimport.operations.bank_accounts import BankAccountsGroup
    from kontokit_bankimport.operations.transactions import TransactionsGroup


API = Api(
    name="bankimport",
    environments={"production": "https://www.bankimport.com/api/v1"},
    schemes={"apiToken": HeaderScheme(header="Authorization", prefix="Token token=")},
    variables=(
        EnvVariables(argument="api_token", names=("KONTOKIT_BANKIMPORT_API_TOKEN",), required=True),
        EnvVariables(argument="environment", names=("KONTOKIT_BANKIMPORT_ENVIRONMENT",)),
        EnvVariables(argument="base_url", names=("KONTOKIT_BANKIMPORT_BASE_URL",)),
    ),
)
"""The servers, security schemes and relations of the API."""


class Bankimport(SyncClient):
    """
    A client of Bankimport.
    """

    def __init__(
        self,
        *,
        api_token: str | Secret | TokenCallable | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            api_token: The access token made in the web settings under "API Access tokens". On
                the wire the header reads `Authorization: Token token=…`; give the token alone.
            environment: The provider's server: ``production`` is
                https://www.bankimport.com/api/v1.
            base_url: Another base URL, such as that of ``kontokit-sandbox`` on your machine;
                http only for loopback.
            timeout: Seconds for a whole call, from its start to the last byte of the response,
                or ``Timeouts``. Calls that are known to be slow get more time, unless the call
                has a timeout of its own.
            headers: Sent with every call.
            http: TLS, proxy, client certificate and pool sizes.
            engine: The HTTP library below: ``httpcore2`` by default, or ``httpx2`` or
                ``httptools``, which the extras ``kontokit[httpx2]`` and ``kontokit[httptools]``
                install; async clients know ``aiohttp`` too, of the extra ``kontokit[aiohttp]``.
            max_retries: The most repetitions of a call that failed, or ``Retries``; by default
                2, and 0 turns them off. Only calls that read are repeated after they were sent.
            middleware: Called for each call and attempt, such as
                ``kontokit.telemetry.OpenTelemetry()``.
            limits: How large responses may be: bytes, depth and digits.
            read_budget: Counts calls that have a bank asked while no user is present, and
                refuses them when the day's number is used up.
            keep_unknown: Keep fields that the document does not know, in ``extra`` of each
                model. Responses are parsed twice then.
            allow_invalid_iban: Send IBANs without looking at their check digits. By default, a
                wrong one of the other party of an order is refused, and any other is logged.
            drift: Notes in what responses differ from the document of the API, in a file
                without any value of them.
            on_deviation: Takes values that do not fit the document, and rows that cannot be
                read, which are left out then: a function, or ``"collect"``. Without it, such a
                row is a ``DecodeError``.
            strict: Raise ``DecodeError`` at the first value that does not fit.
            transport: Replaces the one that is made of both, such as in tests.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {"apiToken": api_token},
            environment=environment,
            base_url=base_url,
            timeout=timeout,
            headers=headers,
            http=http,
            engine=engine,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            transport=transport,
        )

    @classmethod
    def from_env(
        cls,
        *,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: Transport | None = None,
    ) -> Self:
        """
        Set up a client from environment variables; nothing is sent yet.

        These are read, and go into arguments of the constructor:

        - ``KONTOKIT_BANKIMPORT_API_TOKEN``: ``api_token``, required
        - ``KONTOKIT_BANKIMPORT_ENVIRONMENT``: ``environment``
        - ``KONTOKIT_BANKIMPORT_BASE_URL``: ``base_url``

        An empty variable counts as not set. The arguments are those of the constructor.

        Raises:
            ConfigurationError: A variable is missing or not usable; the message names it or its
                argument.
        """
        return cls._from_env(
            API,
            timeout=timeout,
            headers=headers,
            http=http,
            engine=engine,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            transport=transport,
        )

    def with_options(
        self,
        *,
        api_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
        max_retries: int | Retries | None | UnsetType = UNSET,
        middleware: Sequence[Middleware] | None | UnsetType = UNSET,
        limits: Limits | None | UnsetType = UNSET,
        read_budget: ReadBudget | None | UnsetType = UNSET,
        keep_unknown: bool | UnsetType = UNSET,
        allow_invalid_iban: bool | UnsetType = UNSET,
        drift: DriftLog | None | UnsetType = UNSET,
        on_deviation: OnDeviation | None | UnsetType = UNSET,
        strict: bool | UnsetType = UNSET,
    ) -> Self:
        """
        Make a client with other options; those not given stay.

        It shares the connections and the cached tokens of this client, which stays as it is.
        Closing it closes no connections. Requests for tokens keep the timeouts, headers,
        ``max_retries`` and ``middleware`` of the first client.

        The options are those of the constructor. ``headers`` are added to the present ones.
        None removes a credential, all headers, the middleware, or sets the default timeouts,
        repetitions or limits. A user token and user credentials replace each other.

        Raises:
            ConfigurationError: A value is empty or not usable.
        """
        return super().with_options(
            api_token=api_token,
            timeout=timeout,
            headers=headers,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
        )

    @cached_property
    def bank_accounts(self) -> BankAccountsGroup:
        """
        Linking bank accounts by their HBCI login, looking at them, and fetching new
        transactions.
        """
        from kontokit_bankimport.operations.bank_accounts import BankAccountsGroup

        return BankAccountsGroup(self)

    @cached_property
    def transactions(self) -> TransactionsGroup:
        """Searching the transactions that were imported."""
        from kontokit_bankimport.operations.transactions import TransactionsGroup

        return TransactionsGroup(self)
