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
from .context import Part
from .v1 import sepa, web_forms

__all__ = ["PARTS"]

PARTS: Part = Part(
    accounts.PART,
    tokens.PART,
    banks.PART,
    cash_flows.PART,
    categories.PART,
    categorization.PART,
    configuration.PART,
    bank_connections.PART,
    labels.PART,
    mandator.PART,
    mocks.PART,
    web_forms.PART,
    payments.PART,
    pending_transactions.PART,
    notification_rules.PART,
    securities.PART,
    sepa.PART,
    standing_orders.PART,
    tpp.PART,
    transactions.PART,
    users.PART,
)
