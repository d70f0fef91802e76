# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Where the relations of BANKSapi BANKS/Connect lead, and what ``follow`` of the sync client returns.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from kontokit import UNSET, SyncClient
from kontokit.operations import RelationTarget

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

    from kontokit import CallOptions, CallOptionsDict, Location
    from kontokit_banksapi import models

T = TypeVar("T")


class RelationsClient(SyncClient):
    """The client of BANKSapi BANKS/Connect as far as it follows relations."""

    @overload
    def follow(
        self,
        resource: Location[T],
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> T: ...

    @overload
    def follow(
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
    def follow(
        self,
        resource: object,
        relation: Literal["get_bankzugaenge"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.ListOfBankAccesses: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["add_bankzugaenge", "refresh_bankzugang"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["delete_bankzugaenge", "delete_bankzugang", "delete_regprotect_sessions"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_issues"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccessIssues: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_challenge_pdf"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> bytes: ...

    @overload
    def follow(
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
    def follow(
        self,
        resource: object,
        relation: Literal["get_depotpositionen"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> list[models.Investment]: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["start_sca", "startSCA"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess] | models.BankAccess: ...

    @overload
    def follow(
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
    def follow(
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
    def follow(
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
    def follow(
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
    def follow(
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
    def follow(
        self,
        resource: object,
        relation: Literal["start_ueberweisung"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["submit_text_tan"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["redirect_url", "get_webform", "logo"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> NoReturn: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: str = ...,
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Any: ...

    def follow(
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

        Args:
            resource: Anything with relations: a model, or the ``Location`` that a call
                returned.
            relation: The name of the relation, such as ``self``.
            body: The request body, where the operation behind the relation takes one.
            query: Further query parameters, by their names on the wire.

        Returns:
            The result of the operation behind the relation; plain JSON where the provider
                documents only
            its name.

        Raises:
            RelationNotFoundError: The resource has no such relation; the message lists those it
                has.
            BrowserRelationError: The link is for the user's browser; the error carries its URL.
            ForeignOriginError: The link points outside the configured origin.
        """
        return super().follow(resource, relation, body, query=query, options=options)


@cache
def relations() -> Mapping[str, RelationTarget]:
    """Return the target of each relation, by its name."""
    # Imported here because a client is set up without loading its operations.
    from kontokit_banksapi.operations import (
        bank_accesses,
        categories,
        consents,
        customer,
        depot_positions,
        payments,
        products,
        providers,
        regprotect,
        service,
        transactions,
        transfers,
        users,
    )

    return {
        "self": RelationTarget(
            operations=(
                bank_accesses.GET_BANK_ACCESS,
                products.GET_PRODUCT,
                providers.GET_PROVIDER,
                customer.GET_CUSTOMER,
                bank_accesses.GET_BANK_ACCESSES,
                consents.GET_CONSENT,
                consents.GET_ACCESS_CONSENT,
                payments.GET_SINGLE_TRANSFER,
                payments.GET_BULK_TRANSFER,
                payments.GET_SINGLE_DEBIT,
                payments.GET_BULK_DEBIT,
            )
        ),
        "say_hello": RelationTarget(operations=(service.SAY_HELLO,)),
        "get_bankzugaenge": RelationTarget(operations=(bank_accesses.GET_BANK_ACCESSES,)),
        "add_bankzugaenge": RelationTarget(operations=(bank_accesses.ADD_BANK_ACCESS,)),
        "refresh_bankzugang": RelationTarget(operations=(bank_accesses.ADD_BANK_ACCESS,)),
        "delete_bankzugaenge": RelationTarget(operations=(bank_accesses.DELETE_BANK_ACCESSES,)),
        "delete_bankzugang": RelationTarget(operations=(bank_accesses.DELETE_BANK_ACCESS,)),
        "get_issues": RelationTarget(operations=(bank_accesses.GET_BANK_ACCESS_ISSUES,)),
        "get_challenge_pdf": RelationTarget(operations=(bank_accesses.GET_CHALLENGE_PDF,)),
        "get_kontoumsaetze": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
        "get_kontoumsaetze_tagged": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
        "get_kontoumsaetze_kategorisiert": RelationTarget(
            operations=(transactions.GET_TRANSACTIONS,)
        ),
        "get_kontoumsaetze_categories": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
        "get_kontoumsaetze_business_partners": RelationTarget(
            operations=(transactions.GET_TRANSACTIONS,)
        ),
        "get_kontoumsaetze_periods": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
        "get_kontoumsaetze_insurance_types": RelationTarget(
            operations=(transactions.GET_TRANSACTIONS,)
        ),
        "get_kontoumsaetze_insurances": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
        "get_kontoumsaetze_freelancer_categories": RelationTarget(
            operations=(transactions.GET_TRANSACTIONS,)
        ),
        "get_depotpositionen": RelationTarget(operations=(depot_positions.GET_DEPOT_POSITIONS,)),
        "start_sca": RelationTarget(
            operations=(consents.START_SCA_CONSENT, consents.SUBMIT_ACCESS_CONSENT)
        ),
        "startSCA": RelationTarget(
            operations=(consents.START_SCA_CONSENT, consents.SUBMIT_ACCESS_CONSENT)
        ),
        "set_method": RelationTarget(
            operations=(consents.SUBMIT_CONSENT, consents.SUBMIT_ACCESS_CONSENT)
        ),
        "set_medium": RelationTarget(
            operations=(consents.SUBMIT_CONSENT, consents.SUBMIT_ACCESS_CONSENT)
        ),
        "authenticate": RelationTarget(
            operations=(consents.SUBMIT_CONSENT, consents.SUBMIT_ACCESS_CONSENT)
        ),
        "authenticate_decoupled": RelationTarget(
            operations=(consents.POLL_CONSENT, consents.GET_ACCESS_CONSENT)
        ),
        "authentication_decoupled": RelationTarget(
            operations=(consents.POLL_CONSENT, consents.GET_ACCESS_CONSENT)
        ),
        "get_consent": RelationTarget(
            operations=(consents.GET_CONSENT, consents.GET_ACCESS_CONSENT)
        ),
        "cancel": RelationTarget(
            operations=(consents.CANCEL_CONSENT, consents.CANCEL_ACCESS_CONSENT)
        ),
        "initiate_single_transfer": RelationTarget(operations=(payments.INITIATE_SINGLE_TRANSFER,)),
        "initiate_bulk_transfer": RelationTarget(operations=(payments.INITIATE_BULK_TRANSFER,)),
        "initiate_single_debit": RelationTarget(operations=(payments.INITIATE_SINGLE_DEBIT,)),
        "initiate_bulk_debit": RelationTarget(operations=(payments.INITIATE_BULK_DEBIT,)),
        "initiate_single_transfer_with_saved_credentials": RelationTarget(
            operations=(payments.INITIATE_SINGLE_TRANSFER_WITH_SAVED_CREDENTIALS,)
        ),
        "initiate_bulk_transfer_with_saved_credentials": RelationTarget(
            operations=(payments.INITIATE_BULK_TRANSFER_WITH_SAVED_CREDENTIALS,)
        ),
        "initiate_single_debit_with_saved_credentials": RelationTarget(
            operations=(payments.INITIATE_SINGLE_DEBIT_WITH_SAVED_CREDENTIALS,)
        ),
        "initiate_bulk_debit_with_saved_credentials": RelationTarget(
            operations=(payments.INITIATE_BULK_DEBIT_WITH_SAVED_CREDENTIALS,)
        ),
        "get_single_transfer": RelationTarget(operations=(payments.GET_SINGLE_TRANSFER,)),
        "get_bulk_transfer": RelationTarget(operations=(payments.GET_BULK_TRANSFER,)),
        "get_single_debit": RelationTarget(operations=(payments.GET_SINGLE_DEBIT,)),
        "get_bulk_debit": RelationTarget(operations=(payments.GET_BULK_DEBIT,)),
        "start_ueberweisung": RelationTarget(operations=(transfers.CREATE_TRANSFER,)),
        "submit_text_tan": RelationTarget(
            operations=(transfers.SUBMIT_TRANSFER_TAN, transfers.SUBMIT_BULK_TRANSFER_TAN)
        ),
        "delete_regprotect_sessions": RelationTarget(
            operations=(regprotect.DELETE_REGPROTECT_SESSIONS,)
        ),
        "redirect_url": RelationTarget(browser=True),
        "get_webform": RelationTarget(browser=True),
        "logo": RelationTarget(browser=True),
        "get_contracts": RelationTarget(json=True),
        "get_sales_triggers": RelationTarget(json=True),
        "get_life_events": RelationTarget(json=True),
        "get_life_stages": RelationTarget(json=True),
        "get_cashflow": RelationTarget(json=True),
        "get_credit_check": RelationTarget(json=True),
        "get_disposable_money": RelationTarget(json=True),
        "get_affinities": RelationTarget(json=True),
        "get_credit_attributes": RelationTarget(json=True),
        "get_tagging_rules": RelationTarget(json=True),
        "add_tagging_rules": RelationTarget(json=True, method="POST"),
        "delete_tagging_rules": RelationTarget(json=True, method="DELETE"),
        "tag_tree_items": RelationTarget(operations=(categories.GET_TAG_TREE_ITEMS,)),
        "tag_trees": RelationTarget(json=True),
        "tag_tree": RelationTarget(json=True),
        "tag_tree_item": RelationTarget(json=True),
        "tag_tree_item_parent": RelationTarget(json=True),
        "Location": RelationTarget(operations=(users.GET_USER, bank_accesses.GET_BANK_ACCESS)),
    }
