# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The async client of Bankimport: ``AsyncBankimport``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kontokit import UNSET, AsyncClient
from kontokit_bankimport.client import API

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        AsyncMiddleware,
        AsyncTokenCallable,
        AsyncTransport,
        DriftLog,
        Http,
        Limits,
        Middleware,
        OnDeviation,
        ReadBudget,
        Retries,
        Secret,
        Timeouts,
    )
    from kontokit.serialization import UnsetType
    from kontokit_bankimport.operations.bank_accounts import AsyncBankAccountsGroup
    from kontokit_bankimport.operations.transactions import AsyncTransactionsGroup


class AsyncBankimport(AsyncClient):
    """
    A client of Bankimport for asyncio.
    """

    def __init__(
        self,
        *,
        api_token: str | Secret | AsyncTokenCallable | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "aiohttp", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware | AsyncMiddleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet. See :class:`Bankimport` for the arguments.
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
        engine: Literal["httpcore2", "httpx2", "aiohttp", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware | AsyncMiddleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: AsyncTransport | None = None,
    ) -> Self:
        """
        Set up a client from environment variables; nothing is sent yet. See
        :meth:`Bankimport.from_env`.
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
        api_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
        max_retries: int | Retries | None | UnsetType = UNSET,
        middleware: Sequence[Middleware | AsyncMiddleware] | None | UnsetType = UNSET,
        limits: Limits | None | UnsetType = UNSET,
        read_budget: ReadBudget | None | UnsetType = UNSET,
        keep_unknown: bool | UnsetType = UNSET,
        allow_invalid_iban: bool | UnsetType = UNSET,
        drift: DriftLog | None | UnsetType = UNSET,
        on_deviation: OnDeviation | None | UnsetType = UNSET,
        strict: bool | UnsetType = UNSET,
    ) -> Self:
        """
        Make a client with other options; those not given stay. See
        :meth:`Bankimport.with_options`.
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
    def bank_accounts(self) -> AsyncBankAccountsGroup:
        """
        Linking bank accounts by their HBCI login, looking at them, and fetching new
        transactions.
        """
        from kontokit_bankimport.operations.bank_accounts import AsyncBankAccountsGroup

        return AsyncBankAccountsGroup(self)

    @cached_property
    def transactions(self) -> AsyncTransactionsGroup:
        """Searching the transactions that were imported."""
        from kontokit_bankimport.operations.transactions import AsyncTransactionsGroup

        return AsyncTransactionsGroup(self)
