# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank accounts: Linking bank accounts by their HBCI login, looking at them, and fetching new transactions.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Secret,
    SyncClient,
)
from kontokit.operations import BankRead, Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_bankimport import models


class BankAccountsGroup(ResourceGroup[SyncClient]):
    """
    Linking bank accounts by their HBCI login, looking at them, and fetching new transactions.
    """

    def add(
        self,
        *,
        hbci_bank_code: str,
        username: str,
        secret: Secret | str,
        title: str | UnsetType = UNSET,
        customer_number: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccount:
        """
        Link a bank account by its HBCI login.

        Hands an HBCI login to Bankimport, which keeps it and fetches from the bank with it from
        then on. The secret travels in the clear inside TLS; this API knows no further
        encryption. One login may reach several accounts at the bank, so list the accounts
        afterwards.

        Never repeat the call after a lost answer: banks lock a login after a few wrong PINs.
        Look whether the account is listed instead.

        The provider calls it ``addBankAccount`` (``POST /bank-account/hbci``); see
        https://www.bankimport.com/docs/rest_api.

        Args:
            hbci_bank_code: The German bank code that the HBCI login belongs to. Some banks use
                another one for HBCI than for the account. Example: ``37040044``.
            username: The HBCI user name, which is also the login of the online banking.
                Example: ``max.mustermann``.
            secret: The PIN or password of the HBCI login.
            title: A name of your own for the account, shown only to you. Example:
                ``Geschäftskonto``.
            customer_number: The customer number, which some banks want beside the user name.
                Example: ``1234567``.

        Returns:
            The linked account. That the answer contains it is an assumption. Or: The linked
                account, should the service answer as is usual for what was created.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            UnprocessableEntityError: 422. A value that was sent is not accepted. The body is
                not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            ADD_BANK_ACCOUNT,
            {},
            {
                "title": title,
                "hbci_bank_code": hbci_bank_code,
                "username": username,
                "secret": secret,
                "customer_number": customer_number,
            },
            options=options,
        )

    def list(
        self,
        *,
        bank_code: str | None = None,
        account_number: str | None = None,
        last_updated_after: datetime | None = None,
        balance_min: Decimal | int | str | None = None,
        balance_max: Decimal | int | str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.BankAccount, models.BankAccountList]:
        """
        List bank accounts.

        Gives all linked bank accounts, or those that match every criterion. The list is not
        paged. The balance is the one of the last import, whose time is `last_update_at`.

        The provider calls it ``listBankAccounts`` (``GET /bank-accounts``); see
        https://www.bankimport.com/docs/rest_api.

        Args:
            bank_code: Only accounts whose German bank code (Bankleitzahl) begins with these
                digits; all eight digits find one bank.
            account_number: Only accounts whose account number begins with these digits.
            last_updated_after: Only accounts imported after this instant.
            balance_min: Only accounts with at least this balance, in the currency of the
                account.
            balance_max: Only accounts with at most this balance, in the currency of the
                account.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The accounts that match, in
                no documented order.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            UnprocessableEntityError: 422. A value that was sent is not accepted. The body is
                not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            LIST_BANK_ACCOUNTS,
            {
                "bank_code": bank_code,
                "account_number": account_number,
                "last_updated_after": last_updated_after,
                "balance_min": balance_min,
                "balance_max": balance_max,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, bank_account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccount:
        """
        Get one bank account.

        Tells what is known of one account. After an import was started, poll here until
        `last_update_at` has moved on.

        The provider calls it ``getBankAccount`` (``GET /bank-account/{id}``); see
        https://www.bankimport.com/docs/rest_api.

        Args:
            bank_account_id: Bankimport's own id of the bank account, as in the list of
                accounts.

        Returns:
            The account.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            NotFoundError: 404. There is no such bank account among those of the token. The body
                is not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_BANK_ACCOUNT, {"bank_account_id": bank_account_id}, options=options
        )

    def start_import(
        self, bank_account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.ImportAnswer:
        """
        Fetch new transactions now.

        Has Bankimport fetch from the bank at once instead of waiting for the schedule. The
        import runs in the background and its order cannot be asked for: poll the account from
        the estimated time on, until its `last_update_at` is later than before. Each call
        contacts the bank.

        The provider calls it ``startImport`` (``POST /bank-account/{id}/import``); see
        https://www.bankimport.com/docs/rest_api.

        Args:
            bank_account_id: Bankimport's own id of the bank account, as in the list of
                accounts.

        Returns:
            The import was ordered. Or: The import was ordered, should the service answer as is
                usual for what was created. Or: The import was ordered, should the service
                answer as is usual for what runs on.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            NotFoundError: 404. There is no such bank account among those of the token. The body
                is not documented.
            UnprocessableEntityError: 422. A value that was sent is not accepted. The body is
                not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            START_IMPORT, {"bank_account_id": bank_account_id}, options=options
        )


class AsyncBankAccountsGroup(ResourceGroup[AsyncClient]):
    """
    Linking bank accounts by their HBCI login, looking at them, and fetching new transactions.
    """

    async def add(
        self,
        *,
        hbci_bank_code: str,
        username: str,
        secret: Secret | str,
        title: str | UnsetType = UNSET,
        customer_number: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccount:
        """
        Link a bank account by its HBCI login.

        Arguments: ``hbci_bank_code``, ``username``, ``secret``, ``title``, ``customer_number``.
        The provider calls it ``addBankAccount`` (``POST /bank-account/hbci``); see
        https://www.bankimport.com/docs/rest_api. See :meth:`BankAccountsGroup.add`.
        """
        return await self._client.call(
            ADD_BANK_ACCOUNT,
            {},
            {
                "title": title,
                "hbci_bank_code": hbci_bank_code,
                "username": username,
                "secret": secret,
                "customer_number": customer_number,
            },
            options=options,
        )

    def list(
        self,
        *,
        bank_code: str | None = None,
        account_number: str | None = None,
        last_updated_after: datetime | None = None,
        balance_min: Decimal | int | str | None = None,
        balance_max: Decimal | int | str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.BankAccount, models.BankAccountList]:
        """
        List bank accounts.

        Arguments: ``bank_code``, ``account_number``, ``last_updated_after``, ``balance_min``,
        ``balance_max``, ``max_items``. The provider calls it ``listBankAccounts`` (``GET
        /bank-accounts``); see https://www.bankimport.com/docs/rest_api. See
        :meth:`BankAccountsGroup.list`.
        """
        return self._client.list(
            LIST_BANK_ACCOUNTS,
            {
                "bank_code": bank_code,
                "account_number": account_number,
                "last_updated_after": last_updated_after,
                "balance_min": balance_min,
                "balance_max": balance_max,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, bank_account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccount:
        """
        Get one bank account.

        Arguments: ``bank_account_id``. The provider calls it ``getBankAccount`` (``GET
        /bank-account/{id}``); see https://www.bankimport.com/docs/rest_api. See
        :meth:`BankAccountsGroup.get`.
        """
        return await self._client.call(
            GET_BANK_ACCOUNT, {"bank_account_id": bank_account_id}, options=options
        )

    async def start_import(
        self, bank_account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.ImportAnswer:
        """
        Fetch new transactions now.

        Arguments: ``bank_account_id``. The provider calls it ``startImport`` (``POST
        /bank-account/{id}/import``); see https://www.bankimport.com/docs/rest_api. See
        :meth:`BankAccountsGroup.start_import`.
        """
        return await self._client.call(
            START_IMPORT, {"bank_account_id": bank_account_id}, options=options
        )


ADD_BANK_ACCOUNT: Operation[models.BankAccount] = Operation(
    id="addBankAccount",
    method="POST",
    path="/bank-account/hbci",
    retry_class="bank",
    security=(("apiToken",),),
    body=Body(media_type="application/x-www-form-urlencoded", type=models.HbciLogin, required=True),
    results={
        200: Result(type=models.BankAccount, envelope="bank_account"),
        201: Result(type=models.BankAccount, envelope="bank_account"),
    },
    other_statuses=(401, 403, 422, 500),
    alternatives={"application/xml": ".xml"},
)
LIST_BANK_ACCOUNTS: Operation[models.BankAccountList] = Operation(
    id="listBankAccounts",
    method="GET",
    path="/bank-accounts",
    retry_class="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="bank_code", wire="bank_code", place="query"),
        Parameter(name="account_number", wire="account_number", place="query"),
        Parameter(
            name="last_updated_after", wire="last_updated_after", place="query", format="date-time"
        ),
        Parameter(name="balance_min", wire="balance_min", place="query", type="number"),
        Parameter(name="balance_max", wire="balance_max", place="query", type="number"),
    ),
    results={200: Result(type=models.BankAccountList)},
    other_statuses=(401, 403, 422, 500),
    alternatives={"application/xml": ".xml"},
    rows="bank_accounts",
)
GET_BANK_ACCOUNT: Operation[models.BankAccount] = Operation(
    id="getBankAccount",
    method="GET",
    path="/bank-account/{id}",
    retry_class="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="bank_account_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.BankAccount, envelope="bank_account")},
    other_statuses=(401, 403, 404, 500),
    alternatives={"application/xml": ".xml"},
)
START_IMPORT: Operation[models.ImportAnswer] = Operation(
    id="startImport",
    method="POST",
    path="/bank-account/{id}/import",
    retry_class="bank",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="bank_account_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={
        200: Result(type=models.ImportAnswer),
        201: Result(type=models.ImportAnswer),
        202: Result(type=models.ImportAnswer),
    },
    other_statuses=(401, 403, 404, 422, 500),
    alternatives={"application/xml": ".xml"},
    bank_read=BankRead(),
)
