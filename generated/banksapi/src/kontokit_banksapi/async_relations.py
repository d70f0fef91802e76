# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Where the relations of BANKSapi BANKS/Connect lead, and what ``follow`` of the async client returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from kontokit import UNSET, AsyncClient

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

    from kontokit import CallOptions, CallOptionsDict, Location
    from kontokit_banksapi import models

T = TypeVar("T")


class AsyncRelationsClient(AsyncClient):
    """The client of BANKSapi BANKS/Connect as far as it follows relations, for asyncio."""

    @overload
    async def follow(
        self,
        resource: Location[T],
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> T: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["self"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> (
        models.BankAccess
        | models.Product
        | models.Provider
        | models.Customer
        | models.ListOfBankAccesses
        | models.Consent
        | models.SingleTransferResult
        | models.BulkTransferResult
        | models.SingleDebitResult
        | models.BulkDebitResult
    ): ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_bankzugaenge"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.ListOfBankAccesses: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["add_bankzugaenge", "refresh_bankzugang"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["delete_bankzugaenge", "delete_bankzugang", "delete_regprotect_sessions"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_issues"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccessIssues: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_challenge_pdf"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> bytes: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "get_kontoumsaetze",
            "get_kontoumsaetze_tagged",
            "get_kontoumsaetze_kategorisiert",
            "get_kontoumsaetze_categories",
            "get_kontoumsaetze_business_partners",
            "get_kontoumsaetze_periods",
            "get_kontoumsaetze_insurance_types",
            "get_kontoumsaetze_insurances",
            "get_kontoumsaetze_freelancer_categories",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> list[models.Transaction]: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_depotpositionen"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> list[models.Investment]: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["start_sca", "startSCA"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess] | models.BankAccess: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "set_method",
            "set_medium",
            "authenticate",
            "authenticate_decoupled",
            "authentication_decoupled",
            "get_consent",
            "cancel",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Consent | models.BankAccess: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_transfer",
            "initiate_single_transfer_with_saved_credentials",
            "get_single_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleTransferResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_transfer",
            "initiate_bulk_transfer_with_saved_credentials",
            "get_bulk_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkTransferResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_debit",
            "initiate_single_debit_with_saved_credentials",
            "get_single_debit",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleDebitResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_debit", "initiate_bulk_debit_with_saved_credentials", "get_bulk_debit"
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkDebitResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["start_ueberweisung"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["submit_text_tan"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["redirect_url", "get_webform", "logo"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> NoReturn: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: str = ...,
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Any: ...

    async def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Any:
        """
        Follow a relation of a resource.

        Arguments: ``resource``, ``relation``, ``body``, ``query``. See
        :meth:`RelationsClient.follow`.
        """
        return await super().follow(resource, relation, body, query=query, options=options)
