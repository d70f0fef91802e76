"""
finAPI Web Form with its generated client: forms, pages of them, errors and callbacks.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.request import urlopen

import pytest

from kontokit import (
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    DataDecryptionKey,
    NotFoundError,
    PayloadError,
    Secret,
)
from kontokit.webhooks import UnknownNotification
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_access import webhooks as access_webhooks
from kontokit_finapi_access_v1 import webhooks as access_webhooks_v1
from kontokit_finapi_webform import AsyncFinapiWebForm, FinapiWebForm, models, webhooks
from kontokit_sandbox import Sandbox
from tests.support.present import present
from tests.support.raw_http import visit_raw


@pytest.fixture
def user_token(sandbox: Sandbox) -> Secret:
    """
    The token of the user, as Access gives it.
    """
    known = sandbox.credentials
    with FinapiAccess(base_url=sandbox.url("finapi_access")) as anonymous:
        return anonymous.tokens.create(
            grant_type="password",
            client_id=known.finapi_client,
            client_secret=known.finapi_client_secret,
            username=known.finapi_user,
            password=known.finapi_password,
        ).access_token


@pytest.fixture
def forms(sandbox: Sandbox, user_token: Secret) -> Iterator[FinapiWebForm]:
    """
    A client of Web Form with the user's token of Access.
    """
    with FinapiWebForm(user_token=user_token, base_url=sandbox.url("finapi_webform")) as client:
        yield client


def test_a_form_lives_from_creation_to_its_end(forms: FinapiWebForm) -> None:
    """
    A form is made, opened and completed; then it names the bank connection that has come of it.
    """
    form = forms.web_forms.create_bank_connection_import(bank={"id": 280001})
    assert form.status is models.WebFormStatus.NOT_YET_OPENED
    assert form.expires_at - present(form.created_at) == timedelta(minutes=20)
    assert present(form.created_at).utcoffset() == timedelta(0)
    with urlopen(form.url) as page:
        assert page.status == 200
    assert forms.web_forms.get(form.id).status is models.WebFormStatus.IN_PROGRESS
    assert visit_raw(f"{form.url}?action=complete").status == 200
    ended = forms.web_forms.get(form.id)
    assert ended.status is models.WebFormStatus.COMPLETED
    assert isinstance(ended.payload.bank_connection_id, int)


def test_forms_are_walked_page_by_page(forms: FinapiWebForm) -> None:
    """
    The key ``items`` and the count of pages lead through the whole list, in its order.
    """
    made = [forms.web_forms.create_bank_connection_import().id for _ in range(5)]
    listing = forms.web_forms.list(per_page=2, order="createdAt,asc")
    assert sorted(form.id for form in listing) == sorted(made)
    assert [len(page.items) for page in listing.pages()] == [2, 2, 1]
    assert len(list(forms.web_forms.list(per_page=2, max_items=3))) == 3


def test_forms_are_walked_with_await(
    forms: FinapiWebForm, sandbox: Sandbox, user_token: Secret
) -> None:
    """
    The client with ``await`` walks the same forms.
    """
    made = [forms.web_forms.create_bank_connection_import().id for _ in range(3)]

    async def walked() -> list[str]:
        url = sandbox.url("finapi_webform")
        async with AsyncFinapiWebForm(user_token=user_token, base_url=url) as client:
            return [form.id async for form in client.web_forms.list(per_page=2)]

    assert sorted(asyncio.run(walked())) == sorted(made)


def test_a_cancelled_form_has_ended(forms: FinapiWebForm) -> None:
    """
    An API cancel ends a form at once.
    """
    form = forms.web_forms.create_bank_connection_import()
    assert forms.web_forms.cancel(form.id).status is models.WebFormStatus.CANCELLED


def test_a_faulty_field_is_named(forms: FinapiWebForm) -> None:
    """
    A validation error has one problem for each field, with the provider's words.
    """
    with pytest.raises(BadRequestError) as caught:
        forms.web_forms.create_bank_connection_import(bank={"id": 280001, "search": "Test"})
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("bank", None)
    assert problem.message
    assert isinstance(caught.value.parsed, models.ValidationError)


def test_an_error_tells_its_code(forms: FinapiWebForm) -> None:
    """
    The plain error of Web Form gives code and message in the common vocabulary.
    """
    with pytest.raises(NotFoundError) as caught:
        forms.web_forms.get("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    assert (caught.value.code, caught.value.type) == ("NOT_FOUND", None)
    assert isinstance(caught.value.parsed, models.Error)
    with (
        forms.with_options(user_token="missing") as stranger,
        pytest.raises(AuthenticationError) as refused,
    ):
        stranger.web_forms.list().first_page()
    assert refused.value.code == "UNAUTHORIZED"


def test_a_missing_token_is_reported_before_anything_is_sent(
    forms: FinapiWebForm, sandbox: Sandbox
) -> None:
    """
    Profiles belong to the mandator admin, and the client knows that it has no such token.
    """
    before = len(sandbox.requests)
    with pytest.raises(ConfigurationError, match="getProfiles needs mandator_admin_credentials"):
        forms.profiles.list().first_page()
    assert len(sandbox.requests) == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"webFormId":"3f2504e0","status":"COMPLETED"}', models.WebFormCompletedCallback),
        (b'{"taskId":"9c85","status":"COMPLETED","webForm":null}', models.TaskCallback),
        (
            (
                b'{"taskId":"9c85","status":"WEB_FORM_REQUIRED","webForm":{"id":"3f25","url":"https://a.'
                b'invalid/wf","status":"NOT_YET_OPENED"}}'
            ),
            models.TaskCallback,
        ),
        (b'{"taskId":"9c85","status":"PAUSED"}', models.TaskCallback),
        (b'{"somethingElse":1}', UnknownNotification),
    ],
)
def test_a_callback_becomes_its_model(body: bytes, kind: Any) -> None:
    """
    Callbacks of forms and of tasks are distinguished; statuses that are new are kept.
    """
    assert isinstance(webhooks.parse_notification(body), kind)


def test_notifications_of_access_are_read() -> None:
    """
    A deleted user and a rule that has fired are distinguished; what is no JSON is refused.
    """
    gone = access_webhooks.parse_notification(b'{"userId":"erika","event":"DELETED"}')
    assert (type(gone).__name__, getattr(gone, "user_id", "")) == ("UserSynchronization", "erika")
    with pytest.raises(PayloadError):
        access_webhooks.parse_notification(b"<html>")


@pytest.mark.parametrize("package", [access_webhooks, access_webhooks_v1])
def test_a_notification_names_the_accounts_with_new_transactions(package: Any) -> None:
    """
    What is encrypted is read with the data decryption key of the client.
    """
    key = DataDecryptionKey("0123456789abcdef" * 2)
    row = {
        "accountId": 2,
        "accountIban": key.encrypt("DE02120300000000202051"),
        "bankName": "Testbank",
        "newTransactionsCount": 3,
        "isNew": True,
    }
    body = {"triggerEvent": "NEW_TRANSACTIONS", "notificationRuleId": 12, "newTransactions": [row]}
    told = package.parse_notification(json.dumps(body))
    assert (type(told).__name__, told.notification_rule_id) == ("UserNotification", 12)
    (account,) = told.new_transactions
    assert (account.account_id, account.new_transactions_count) == (2, 3)
    assert key.decrypt(account.account_iban) == "DE02120300000000202051"
