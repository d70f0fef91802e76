"""
The search of the built site finds what people type.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site_search import SiteSearch

SITE = Path(__file__).parents[2] / "build" / "site"
WANTED = {
    # ways in
    "install": "five-minutes.html",
    "quick start": "five-minutes.html",
    "getting started": "first-steps.html",
    "production": "going-live.html",
    "sandbox": "sandbox/index.html",
    # signing in
    "401": "signing-in.html",
    "refresh token": "signing-in.html",
    "Redis": "signing-in.html",
    "PIN": "secrets.html",
    "password": "secrets.html",
    "environment variables": "options.html",
    # strong customer authentication
    "TAN": "sca.html",
    "SCA": "sca.html",
    "photoTAN": "sca-steps.html",
    "chipTAN": "sca-steps.html",
    "flicker": "sca-steps.html",
    "pushTAN": "sca-steps.html",
    "decoupled": "sca-steps.html",
    "QR code": "sca-steps.html",
    "FastAPI": "web.html",
    "Django": "web.html",
    "web form": "web.html",
    "cron": "sca-jobs.html",
    "consent": "sca-jobs.html",
    "terminal": "sca-terminal.html",
    # payments
    "sepa": "first-payment.html",
    "direct debit": "first-payment.html",
    "standing order": "first-payment.html",
    "transfer": "first-payment.html",
    "lost answer": "sca-unknown.html",
    "idempotency": "psd2.html",
    "duplicate": "psd2.html",
    "IBAN": "psd2.html",
    "IP address": "psd2.html",
    # accounts and transactions
    "pagination": "pages.html",
    "sync": "banking.html",
    "pandas": "dataframes.html",
    "polars": "dataframes.html",
    "duckdb": "dataframes.html",
    "csv": "exports.html",
    "excel": "exports.html",
    "DATEV": "exports.html",
    "camt": "exports.html",
    "camt.053": "exports.html",
    "MT940": "exports.html",
    "parquet": "exports.html",
    "Decimal": "models.html",
    "float": "models.html",
    "pydantic": "models.html",
    "nightly": "fleet.html",
    "Celery": "fleet.html",
    # calls
    "timeout": "http.html",
    "proxy": "proxies.html",
    "certificate": "proxies.html",
    "custom CA": "proxies.html",
    "retry": "retries.html",
    "rate limit": "retries.html",
    "429": "retries.html",
    "logging": "observability.html",
    "OpenTelemetry": "observability.html",
    "webhook": "webhooks.html",
    "HMAC": "webhooks.html",
    # testing, moving, other programs
    "pytest": "testing.html",
    "mock": "testing.html",
    "docker": "sandbox-container.html",
    "PHP": "sandbox-languages.html",
    "cassette": "recordings.html",
    "FinTS": "from-fints.html",
    "HBCI": "from-fints.html",
    "migration": "from-finapi-v1.html",
    "command line": "cli.html",
    "MCP": "mcp.html",
    "code generator": "own-api.html",
    "benchmark": "performance.html",
    "changelog": "changes.html",
    # names of the reference
    "import_bank_connection": "finapi_access/operations/bank_connections.html",
    "getAndSearchAllAccounts": "finapi_access/operations/accounts.html",
    "NotFoundError": "errors.html",
    "exception": "errors.html",
    "BANK_SERVER_REJECTION": "errors-finapi_access.html",
    "BA1014": "errors-banksapi.html",
    "SqliteStore": "runtime/stores.html",
    "CallOptions": "runtime/calls.html",
}
"""What is typed → the page that has to be first."""


@pytest.fixture(scope="module")
def search() -> SiteSearch:
    return SiteSearch(SITE)


def test_people_find_what_they_type(search: SiteSearch) -> None:
    """
    Each query gives its page first.
    """
    assert len(WANTED) >= 60
    found = {query: search.pages(query)[:3] for query in WANTED}
    missed = {query: pages for query, pages in found.items() if pages[:1] != [WANTED[query]]}
    assert missed == {}


def test_half_a_word_is_enough(search: SiteSearch) -> None:
    """
    The search answers while somebody types.
    """
    assert search.pages("panda")[0] == "dataframes.html"
    assert search.pages("OpenTel")[0] == "observability.html"


def test_nonsense_finds_nothing(search: SiteSearch) -> None:
    """
    A query without a match has no results, and neither has one that cannot be read.
    """
    assert search.pages("xyzzyplugh") == []


def test_a_phone_can_load_the_index() -> None:
    """
    The index is below 3 MB, and has no sources in it.
    """
    index = SITE / "search" / "search_index.json"
    assert index.stat().st_size < 3_000_000
    assert "Source code in" not in index.read_text("utf-8")
