"""
All handlers of finAPI Access.
"""

from __future__ import annotations

from . import (
    accounts,
    auth,
    banks,
    cash_flows,
    categories,
    categorization,
    configuration,
    connections,
    labels,
    mandator,
    mocks,
    old_forms,
    payments,
    pending,
    rules,
    securities,
    sepa,
    standing_orders,
    tpp,
    transactions,
    users,
)
from .context import Part

__all__ = ["PARTS"]

PARTS: Part = Part(
    accounts.PART,
    auth.PART,
    banks.PART,
    cash_flows.PART,
    categories.PART,
    categorization.PART,
    configuration.PART,
    connections.PART,
    labels.PART,
    mandator.PART,
    mocks.PART,
    old_forms.PART,
    payments.PART,
    pending.PART,
    rules.PART,
    securities.PART,
    sepa.PART,
    standing_orders.PART,
    tpp.PART,
    transactions.PART,
    users.PART,
)
