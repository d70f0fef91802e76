"""
A module ``banking`` that does not say what the overlay says is noticed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.verify.banking import BankingVerifier, read_banking
from tests.support.generator_project import merged_document

GENERATED = Path(__file__).parents[4] / "generated"
BUILT = GENERATED / "bankimport/src/kontokit_bankimport/banking.py"


@pytest.fixture(scope="module")
def document() -> Document:
    return merged_document("bankimport")


def said(document: Document, folder: Path, text: str | None) -> list[str]:
    """
    What is said of a package with that module.
    """
    if text is not None:
        (folder / "banking.py").write_text(text, "utf-8")
    return [one.message for one in BankingVerifier(document, read_banking(folder)).differences()]


def test_the_built_module_has_lost_nothing(document: Document, tmp_path: Path) -> None:
    """
    It says what the overlay says.
    """
    assert said(document, tmp_path, BUILT.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("amount=raw.amount", "amount=raw.balance", "to_transaction reads amount not from amount"),
        ("remittance=raw.purpose,", "", "to_transaction does not read remittance"),
        ("owner=raw.account_owner", "name=raw.bic", "to_account reads name, which is not mapped"),
        ("LIST_BANK_ACCOUNTS", "LIST_OTHERS", "the package does not ask listBankAccounts"),
    ],
)
def test_a_changed_module(
    document: Document, tmp_path: Path, old: str, new: str, message: str
) -> None:
    """
    A field from elsewhere, one too few, one too many, another list.
    """
    text = BUILT.read_text("utf-8")
    assert old in text
    assert message in said(document, tmp_path, text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("return raw.hash", "return raw.id", "id_hint does not read hash"),
        ("event.product_id", "event.account_id", "named_accounts does not read productId"),
        ("def named_accounts", "def other", "named_accounts does not read productId"),
    ],
)
def test_ids_that_are_read_from_elsewhere(tmp_path: Path, old: str, new: str, message: str) -> None:
    """
    What replaces an id, and what a notification names.
    """
    banksapi = merged_document("banksapi")
    text = (GENERATED / "banksapi/src/kontokit_banksapi/banking.py").read_text("utf-8")
    assert said(banksapi, tmp_path, text) == []
    assert message in said(banksapi, tmp_path, text.replace(old, new))


def test_a_module_that_is_missing(document: Document, tmp_path: Path) -> None:
    """
    The overlay says how accounts read, and nobody would.
    """
    assert said(document, tmp_path, None) == ["the package has a module banking, or lacks it"]
