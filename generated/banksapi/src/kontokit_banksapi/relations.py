# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Where the relations in the answers of BANKSapi BANKS/Connect lead.
"""

from __future__ import annotations

from collections.abc import Mapping

from kontokit.operations import RelationTarget
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
)

RELATIONS: Mapping[str, RelationTarget] = {
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
    "get_kontoumsaetze_kategorisiert": RelationTarget(operations=(transactions.GET_TRANSACTIONS,)),
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
    "get_consent": RelationTarget(operations=(consents.GET_CONSENT, consents.GET_ACCESS_CONSENT)),
    "cancel": RelationTarget(operations=(consents.CANCEL_CONSENT, consents.CANCEL_ACCESS_CONSENT)),
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
}
"""The name of each relation and what is behind it."""
