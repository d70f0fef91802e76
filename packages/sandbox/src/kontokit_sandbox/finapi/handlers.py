"""
All handlers of finAPI Access.
"""

from __future__ import annotations

from .access import (
    accounts,
    bank_connections,
    banks,
    cash_flows,
    categories,
    categorization,
    configuration,
    labels,
    mandator,
    mocks,
    notification_rules,
    payments,
    pending_transactions,
    securities,
    standing_orders,
    tokens,
    tpp,
    transactions,
    users,
)
from .context import HandlerGroup
from .v1 import sepa, web_forms

__all__ = ["ALL_HANDLERS"]

ALL_HANDLERS: HandlerGroup = HandlerGroup(
    accounts.HANDLERS,
    tokens.HANDLERS,
    banks.HANDLERS,
    cash_flows.HANDLERS,
    categories.HANDLERS,
    categorization.HANDLERS,
    configuration.HANDLERS,
    bank_connections.HANDLERS,
    labels.HANDLERS,
    mandator.HANDLERS,
    mocks.HANDLERS,
    web_forms.HANDLERS,
    payments.HANDLERS,
    pending_transactions.HANDLERS,
    notification_rules.HANDLERS,
    securities.HANDLERS,
    sepa.HANDLERS,
    standing_orders.HANDLERS,
    tpp.HANDLERS,
    transactions.HANDLERS,
    users.HANDLERS,
)
