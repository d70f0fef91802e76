# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Accounts: The accounts of imported bank connections, their balances, and deprecated orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

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
from kontokit.operations import (
    Body,
    Operation,
    OrderFields,
    Paging,
    Parameter,
    ResourceGroup,
    Result,
    deprecated,
)
from kontokit.serialization import UnsetType
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class AccountsGroup(ResourceGroup[SyncClient]):
    """The accounts of imported bank connections, their balances, and deprecated orders."""

    def list(
        self,
        *,
        account_type_ids: Sequence[int] | None = None,
        account_types: Sequence[models.AccountType | types.AccountType | str] | None = None,
        bank_connection_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_balance: Decimal | int | str | None = None,
        max_last_successful_update: date | None = None,
        min_balance: Decimal | int | str | None = None,
        min_last_successful_update: date | None = None,
        search: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Account, models.AccountList]:
        """
        Get and search accounts.

        Lists the accounts that finAPI has stored for the user. All filters are combined;
        without any filter the list holds every account. The answer is not paged. The bank is
        not contacted, so balances are those of the last import or update of the bank
        connection; see the status of each interface of the account before you rely on them.

        The provider calls it ``getAndSearchAllAccounts`` (``GET /api/v1/accounts``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_type_ids: Old numeric form of `account_types`: 1 Checking, 2 Savings, 3
                CreditCard, 4 Security, 5 Loan, 6 Pocket, 7 Membership, 8 Bausparen.
            account_types: Keeps only accounts of these types. Allowed are Checking, Savings,
                CreditCard, Security, Loan, Pocket, Membership and Bausparen.
            bank_connection_ids: Keeps only accounts that belong to these bank connections.
            ids: Keeps only accounts with these identifiers. At most 1000 identifiers fit into
                one call.
            max_balance: Highest balance that still matches, inclusive. The value may be
                negative and has at most two decimal places.
            max_last_successful_update: Latest day, inclusive, as YYYY-MM-DD. An account matches
                when at least one of its interfaces had its last successful update on or before
                this day.
            min_balance: Lowest balance that still matches, inclusive. The value may be negative
                and has at most two decimal places.
            min_last_successful_update: Earliest day, inclusive, as YYYY-MM-DD. An account
                matches when at least one of its interfaces had its last successful update on or
                after this day.
            search: Text to find in the account name, IBAN, account number or sub-account
                number, in upper or lower case. When it holds several words, every one of them
                must be found.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The accounts that match,
                possibly none.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_ACCOUNTS,
            {
                "account_type_ids": account_type_ids,
                "account_types": account_types,
                "bank_connection_ids": bank_connection_ids,
                "ids": ids,
                "max_balance": max_balance,
                "max_last_successful_update": max_last_successful_update,
                "min_balance": min_balance,
                "min_last_successful_update": min_last_successful_update,
                "search": search,
            },
            max_items=max_items,
            options=options,
        )

    def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all accounts.

        Deletes every account of the user with all balances and transactions. All bank
        connections of the user disappear with them, and so do the notification rules that name
        particular accounts. When at least one bank connection is importing, updating or
        categorizing, nothing is deleted and the answer is 423.

        The provider calls it ``deleteAllAccounts`` (``DELETE /api/v1/accounts``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Returns:
            The accounts are deleted; the answer lists their identifiers.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(DELETE_ALL_ACCOUNTS, {}, options=options)

    def list_daily_balances(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        end_date: date | None = None,
        order: Sequence[str] | None = None,
        start_date: date | None = None,
        with_projection: bool | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.DailyBalance, models.DailyBalanceList]:
        """
        Get daily balances.

        Computes one balance per day for a period of at most one year, summed over the chosen
        accounts. finAPI starts from the stored current balances and goes back through the
        stored transactions; the bank is not contacted. Currencies are not converted, so
        accounts with transactions in a foreign currency give wrong figures. Figures are also
        unreliable when an import or update skipped the download of balances or positions.

        The provider calls it ``getDailyBalances`` (``GET /api/v1/accounts/dailyBalances``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_ids: Accounts whose balances are summed. Security accounts are not allowed;
                without this parameter all other accounts count.
            end_date: Last day of the period, as YYYY-MM-DD; today when absent. The whole period
                must not be longer than one year.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are date, balance, income and spending. Repeat the
                parameter to sort by several fields; the default is by date, ascending.
            start_date: First day of the period, as YYYY-MM-DD; one month before `end_date` when
                absent.
            with_projection: With true, the default, every day of the period is listed; days
                before the first or after the last known balance repeat that balance. With
                false, such days are left out, so the list may be empty.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of daily
                balances.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_DAILY_BALANCES,
            {
                "account_ids": account_ids,
                "end_date": end_date,
                "order": order,
                "start_date": start_date,
                "with_projection": with_projection,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    @deprecated("executeSepaDirectDebit is deprecated by the provider")
    def execute_sepa_direct_debit(
        self,
        *,
        account_id: int,
        banking_tan: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.PaymentExecutionResponse:
        """
        Execute a requested SEPA direct debit.

        Deprecated by the provider.

        Completes the direct debit that `POST /accounts/requestSepaDirectDebit` started for the
        account, by passing the TAN to the bank. 422 means that the bank rejects the TAN or that
        nothing is waiting for one, 423 that the bank connection is busy. Deprecated and absent
        from v2; use `POST /payments/directDebits` and `POST /payments/submit`.

        The provider calls it ``executeSepaDirectDebit`` (``POST
        /api/v1/accounts/executeSepaDirectDebit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the account for which the direct debit was requested.
                Example: ``2``.
            banking_tan: TAN of the user in answer to the bank's challenge.

        Returns:
            The bank accepted the direct debit.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EXECUTE_SEPA_DIRECT_DEBIT,
            {},
            {"account_id": account_id, "banking_tan": banking_tan},
            options=options,
        )

    @deprecated("executeSepaMoneyTransfer is deprecated by the provider")
    def execute_sepa_money_transfer(
        self,
        *,
        account_id: int,
        banking_tan: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.PaymentExecutionResponse:
        """
        Execute a requested SEPA money transfer.

        Deprecated by the provider.

        Completes the money transfer that `POST /accounts/requestSepaMoneyTransfer` started for
        the account, by passing the TAN to the bank. 422 means that the bank rejects the TAN or
        that nothing is waiting for one, 423 that the bank connection is busy. Deprecated and
        absent from v2; use `POST /payments/moneyTransfers` and `POST /payments/submit`.

        The provider calls it ``executeSepaMoneyTransfer`` (``POST
        /api/v1/accounts/executeSepaMoneyTransfer``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the account for which the money transfer was requested.
                Example: ``2``.
            banking_tan: TAN of the user in answer to the bank's challenge.

        Returns:
            The bank accepted the money transfer.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EXECUTE_SEPA_MONEY_TRANSFER,
            {},
            {"account_id": account_id, "banking_tan": banking_tan},
            options=options,
        )

    @deprecated("requestSepaDirectDebit is deprecated by the provider")
    def request_sepa_direct_debit(
        self,
        *,
        account_id: int,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        direct_debits: Sequence[models.SingleDirectDebitData | types.SingleDirectDebitDataDict],
        execution_date: str,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        banking_pin: Secret | str | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        two_step_procedure_id: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.DirectDebitOrderingResponse:
        """
        Request a SEPA direct debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Sends a single or collective direct debit for an imported account to the bank and
        returns the bank's challenge for the user. The user's TAN is then passed with `POST
        /accounts/executeSepaDirectDebit`. The answer is 451 with the address of finAPI's web
        form in the `Location` header when the user has to continue there. 422 means a rejection
        by the bank, 423 that the bank connection is busy, 501 that the bank does not support
        the order. Deprecated and absent from v2; use `POST /payments/directDebits` and `POST
        /payments/submit`.

        The provider calls it ``requestSepaDirectDebit`` (``POST
        /api/v1/accounts/requestSepaDirectDebit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the imported account that receives the money. Example:
                ``2``.
            direct_debit_type: Direct debit scheme of all orders. The account must support it.
            direct_debits: The orders. More than one makes a collective direct debit, which the
                account must support.
            execution_date: Day on which the bank is to collect the money. Banks require some
                days in advance. Example: ``2024-05-24``.
            sequence_type: Position of this collection within the mandates of the orders.
            banking_pin: Online banking PIN of the user. It can be left out when the PIN is
                stored with the bank connection.
            hide_transaction_details_in_web_form: Whether the web form conceals the details of
                the direct debit while it asks the user for the second factor. Example:
                ``false``.
            multi_step_authentication: Answer to a challenge that the bank set during the
                request. It is left out in the first call.
            single_booking: With several orders, `true` asks the bank to book each of them
                separately, `false` to book their total in one entry. With one order it has no
                effect. Example: ``false``.
            store_pin: Whether finAPI stores `banking_pin` with the bank connection.
                `store_secrets` is its successor. Example: ``false``.
            store_secrets: Whether finAPI stores the secret login values of this call with the
                bank connection, so that later calls can leave them out. Example: ``false``.
            two_step_procedure_id: Identifier of the two-step procedure by which the user gets
                the TAN, from the list that the bank supports. Without it the default procedure
                of the bank connection is used, if there is one. Example: ``921``.

        Returns:
            The bank has the request; the answer holds its challenge or messages.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            WebFormRequiredError: 451. The user has to fill in a web form at the address in
                `Location`; follow its status with the web form's id.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            NotSupportedError: 501. The bank or the chosen interface does not support this.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            REQUEST_SEPA_DIRECT_DEBIT,
            {},
            {
                "account_id": account_id,
                "banking_pin": banking_pin,
                "direct_debit_type": direct_debit_type,
                "direct_debits": direct_debits,
                "execution_date": execution_date,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "multi_step_authentication": multi_step_authentication,
                "sequence_type": sequence_type,
                "single_booking": single_booking,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
                "two_step_procedure_id": two_step_procedure_id,
            },
            options=options,
        )

    @deprecated("requestSepaMoneyTransfer is deprecated by the provider")
    def request_sepa_money_transfer(
        self,
        *,
        account_id: int,
        amount: Decimal | int | str,
        additional_money_transfers: Sequence[
            models.SingleMoneyTransferRecipientData | types.SingleMoneyTransferRecipientDataDict
        ]
        | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        clearing_account_id: str | UnsetType = UNSET,
        end_to_end_id: str | UnsetType = UNSET,
        execution_date: str | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        purpose: str | UnsetType = UNSET,
        recipient_bic: str | UnsetType = UNSET,
        recipient_iban: str | UnsetType = UNSET,
        recipient_name: str | UnsetType = UNSET,
        sepa_purpose_code: str | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        two_step_procedure_id: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.MoneyTransferOrderingResponse:
        """
        Request a SEPA money transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Sends a single or collective money transfer from an imported account to the bank and
        returns the bank's challenge for the user. The user's TAN is then passed with `POST
        /accounts/executeSepaMoneyTransfer`. The answer is 510 when the bank wants an
        authentication before that, and 451 with the address of finAPI's web form in the
        `Location` header when the user has to continue there. 422 means a rejection by the
        bank, 423 that the bank connection is busy, 501 that the bank does not support the
        order. Deprecated and absent from v2; use `POST /payments/moneyTransfers` and `POST
        /payments/submit`.

        The provider calls it ``requestSepaMoneyTransfer`` (``POST
        /api/v1/accounts/requestSepaMoneyTransfer``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the imported account that is debited. Example: ``2``.
            amount: Amount for the first recipient in euros, positive, with at most two
                decimals. Amounts of additional orders are not part of it.
            additional_money_transfers: Further orders. With them the transfer is collective;
                where that is not supported it is refused with
                `COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED`.
            banking_pin: Online banking PIN of the user. It can be left out when the PIN is
                stored with the bank connection.
            challenge_response: Answer of the user to a challenge that the bank set during the
                request. `multi_step_authentication` is the newer place for it.
            clearing_account_id: Identifier of a clearing account of the account, as listed in
                its `clearingAccounts`. When it is given, that account is the recipient and the
                recipient fields are ignored. Example: ``clearing-1``.
            end_to_end_id: End-to-end id, the payer's own reference, which travels unchanged to
                the recipient. Example: ``RE-2024-0042``.
            execution_date: Day on which the bank is to execute the transfer. Without it the
                bank executes it as soon as possible. Example: ``2024-05-17``.
            hide_transaction_details_in_web_form: Whether the web form conceals the details of
                the transfer while it asks the user for the second factor. Example: ``false``.
            multi_step_authentication: Answer to the challenge of the previous 510. It is left
                out in the first call.
            purpose: Remittance text shown to the recipient. Example: ``Invoice RE-2024-0042``.
            recipient_bic: BIC of the recipient's bank. It can be left out when the account
                supports transfers with the IBAN only; otherwise the request is refused with
                `IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED`. Example: ``COBADEFFXXX``.
            recipient_iban: IBAN of the recipient's account. It is needed unless
                `clearing_account_id` is given. Example: ``DE02120300000000202051``.
            recipient_name: Name of the recipient. It is needed unless `clearing_account_id` is
                given. Example: ``Erika Mustermann``.
            sepa_purpose_code: SEPA purpose code (ISO 20022), four letters or digits. Example:
                ``SUPP``.
            single_booking: With several orders, `true` asks the bank to book each of them
                separately, `false` to book their total in one entry. With one order it has no
                effect. Example: ``false``.
            store_pin: Whether finAPI stores `banking_pin` with the bank connection.
                `store_secrets` is its successor. Example: ``false``.
            store_secrets: Whether finAPI stores the secret login values of this call with the
                bank connection, so that later calls can leave them out. Example: ``false``.
            two_step_procedure_id: Identifier of the two-step procedure by which the user gets
                the TAN, from the list that the bank supports. Without it the default procedure
                of the bank connection is used, if there is one. Example: ``921``.

        Returns:
            The bank has the request; the answer holds its challenge or messages.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            WebFormRequiredError: 451. The user has to fill in a web form at the address in
                `Location`; follow its status with the web form's id.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            NotSupportedError: 501. The bank or the chosen interface does not support this.
            ScaRequiredError: 510. The bank asks for strong customer authentication.
                `multiStepAuthentication` of the first error says what is wanted; repeat the
                same call with the whole body and the answer.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            REQUEST_SEPA_MONEY_TRANSFER,
            {},
            {
                "account_id": account_id,
                "additional_money_transfers": additional_money_transfers,
                "amount": amount,
                "banking_pin": banking_pin,
                "challenge_response": challenge_response,
                "clearing_account_id": clearing_account_id,
                "end_to_end_id": end_to_end_id,
                "execution_date": execution_date,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "multi_step_authentication": multi_step_authentication,
                "purpose": purpose,
                "recipient_bic": recipient_bic,
                "recipient_iban": recipient_iban,
                "recipient_name": recipient_name,
                "sepa_purpose_code": sepa_purpose_code,
                "single_booking": single_booking,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
                "two_step_procedure_id": two_step_procedure_id,
            },
            options=options,
        )

    def get(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Account:
        """
        Get an account.

        Returns one stored account of the user. The bank is not contacted; to get newer data,
        update the bank connection first. An identifier that does not exist or belongs to
        another user gives 404.

        The provider calls it ``getAccount`` (``GET /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the account.

        Returns:
            The account.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_ACCOUNT, {"account_id": account_id}, options=options)

    def edit(
        self,
        account_id: int,
        *,
        account_name: str | UnsetType = UNSET,
        account_type: models.AccountType | types.AccountType | str | UnsetType = UNSET,
        account_type_id: int | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Account:
        """
        Edit an account.

        Changes the name, the type or the new flag of one account; fields that are left out keep
        their value. The change lives in finAPI only and the bank never learns of it. A type
        that was set here stays as it is, even if the bank later reports another one. The answer
        is 423 while the account is locked, for example by a running update.

        The provider calls it ``editAccount`` (``PATCH /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the account to change.
            account_name: New name of the account within finAPI. Example: ``Haushaltskonto``.
            account_type: New type of the account. Later updates keep it even if the bank
                reports another type.
            account_type_id: Old numeric form of `account_type`: 1 Checking, 2 Savings, 3
                CreditCard, 4 Security, 5 Loan, 6 Pocket, 7 Membership. Use `account_type`
                instead. 1 to 7. Example: ``1``.
            is_new: New value of the flag that marks accounts not seen yet. Example: ``false``.

        Returns:
            The account with its new values.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EDIT_ACCOUNT,
            {"account_id": account_id},
            {
                "account_name": account_name,
                "account_type": account_type,
                "account_type_id": account_type_id,
                "is_new": is_new,
            },
            options=options,
        )

    def delete(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete an account.

        Deletes one account with its balances and transactions. With the last account of a bank
        connection the bank connection itself is deleted. Notification rules lose this account
        from their list and are deleted when it was the only one. The call is refused with 423
        while the bank connection is importing, updating or categorizing.

        The provider calls it ``deleteAccount`` (``DELETE /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html.

        Args:
            account_id: Identifier of the account to delete.

        Returns:
            The account is deleted. There is no body.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(DELETE_ACCOUNT, {"account_id": account_id}, options=options)


class AsyncAccountsGroup(ResourceGroup[AsyncClient]):
    """The accounts of imported bank connections, their balances, and deprecated orders."""

    def list(
        self,
        *,
        account_type_ids: Sequence[int] | None = None,
        account_types: Sequence[models.AccountType | types.AccountType | str] | None = None,
        bank_connection_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_balance: Decimal | int | str | None = None,
        max_last_successful_update: date | None = None,
        min_balance: Decimal | int | str | None = None,
        min_last_successful_update: date | None = None,
        search: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Account, models.AccountList]:
        """
        Get and search accounts.

        Arguments: ``account_type_ids``, ``account_types``, ``bank_connection_ids``, ``ids``,
        ``max_balance``, ``max_last_successful_update``, ``min_balance``,
        ``min_last_successful_update``, ``search``, ``max_items``. The provider calls it
        ``getAndSearchAllAccounts`` (``GET /api/v1/accounts``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_ACCOUNTS,
            {
                "account_type_ids": account_type_ids,
                "account_types": account_types,
                "bank_connection_ids": bank_connection_ids,
                "ids": ids,
                "max_balance": max_balance,
                "max_last_successful_update": max_last_successful_update,
                "min_balance": min_balance,
                "min_last_successful_update": min_last_successful_update,
                "search": search,
            },
            max_items=max_items,
            options=options,
        )

    async def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all accounts.

        The provider calls it ``deleteAllAccounts`` (``DELETE /api/v1/accounts``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_ACCOUNTS, {}, options=options)

    def list_daily_balances(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        end_date: date | None = None,
        order: Sequence[str] | None = None,
        start_date: date | None = None,
        with_projection: bool | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.DailyBalance, models.DailyBalanceList]:
        """
        Get daily balances.

        Arguments: ``account_ids``, ``end_date``, ``order``, ``start_date``,
        ``with_projection``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getDailyBalances`` (``GET /api/v1/accounts/dailyBalances``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.list_daily_balances`.
        """
        return self._client.list(
            GET_DAILY_BALANCES,
            {
                "account_ids": account_ids,
                "end_date": end_date,
                "order": order,
                "start_date": start_date,
                "with_projection": with_projection,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    @deprecated("executeSepaDirectDebit is deprecated by the provider")
    async def execute_sepa_direct_debit(
        self,
        *,
        account_id: int,
        banking_tan: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.PaymentExecutionResponse:
        """
        Execute a requested SEPA direct debit.

        Arguments: ``account_id``, ``banking_tan``. The provider calls it
        ``executeSepaDirectDebit`` (``POST /api/v1/accounts/executeSepaDirectDebit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.execute_sepa_direct_debit`.
        """
        return await self._client.call(
            EXECUTE_SEPA_DIRECT_DEBIT,
            {},
            {"account_id": account_id, "banking_tan": banking_tan},
            options=options,
        )

    @deprecated("executeSepaMoneyTransfer is deprecated by the provider")
    async def execute_sepa_money_transfer(
        self,
        *,
        account_id: int,
        banking_tan: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.PaymentExecutionResponse:
        """
        Execute a requested SEPA money transfer.

        Arguments: ``account_id``, ``banking_tan``. The provider calls it
        ``executeSepaMoneyTransfer`` (``POST /api/v1/accounts/executeSepaMoneyTransfer``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.execute_sepa_money_transfer`.
        """
        return await self._client.call(
            EXECUTE_SEPA_MONEY_TRANSFER,
            {},
            {"account_id": account_id, "banking_tan": banking_tan},
            options=options,
        )

    @deprecated("requestSepaDirectDebit is deprecated by the provider")
    async def request_sepa_direct_debit(
        self,
        *,
        account_id: int,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        direct_debits: Sequence[models.SingleDirectDebitData | types.SingleDirectDebitDataDict],
        execution_date: str,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        banking_pin: Secret | str | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        two_step_procedure_id: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.DirectDebitOrderingResponse:
        """
        Request a SEPA direct debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``account_id``, ``direct_debit_type``, ``direct_debits``, ``execution_date``,
        ``sequence_type``, ``banking_pin``, ``hide_transaction_details_in_web_form``,
        ``multi_step_authentication``, ``single_booking``, ``store_pin``, ``store_secrets``,
        ``two_step_procedure_id``. The provider calls it ``requestSepaDirectDebit`` (``POST
        /api/v1/accounts/requestSepaDirectDebit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.request_sepa_direct_debit`.
        """
        return await self._client.call(
            REQUEST_SEPA_DIRECT_DEBIT,
            {},
            {
                "account_id": account_id,
                "banking_pin": banking_pin,
                "direct_debit_type": direct_debit_type,
                "direct_debits": direct_debits,
                "execution_date": execution_date,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "multi_step_authentication": multi_step_authentication,
                "sequence_type": sequence_type,
                "single_booking": single_booking,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
                "two_step_procedure_id": two_step_procedure_id,
            },
            options=options,
        )

    @deprecated("requestSepaMoneyTransfer is deprecated by the provider")
    async def request_sepa_money_transfer(
        self,
        *,
        account_id: int,
        amount: Decimal | int | str,
        additional_money_transfers: Sequence[
            models.SingleMoneyTransferRecipientData | types.SingleMoneyTransferRecipientDataDict
        ]
        | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        clearing_account_id: str | UnsetType = UNSET,
        end_to_end_id: str | UnsetType = UNSET,
        execution_date: str | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        purpose: str | UnsetType = UNSET,
        recipient_bic: str | UnsetType = UNSET,
        recipient_iban: str | UnsetType = UNSET,
        recipient_name: str | UnsetType = UNSET,
        sepa_purpose_code: str | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        two_step_procedure_id: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.MoneyTransferOrderingResponse:
        """
        Request a SEPA money transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``account_id``, ``amount``, ``additional_money_transfers``, ``banking_pin``,
        ``challenge_response``, ``clearing_account_id``, ``end_to_end_id``, ``execution_date``,
        ``hide_transaction_details_in_web_form``, ``multi_step_authentication``, ``purpose``,
        ``recipient_bic``, ``recipient_iban``, ``recipient_name``, ``sepa_purpose_code``,
        ``single_booking``, ``store_pin``, ``store_secrets``, ``two_step_procedure_id``. The
        provider calls it ``requestSepaMoneyTransfer`` (``POST
        /api/v1/accounts/requestSepaMoneyTransfer``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.request_sepa_money_transfer`.
        """
        return await self._client.call(
            REQUEST_SEPA_MONEY_TRANSFER,
            {},
            {
                "account_id": account_id,
                "additional_money_transfers": additional_money_transfers,
                "amount": amount,
                "banking_pin": banking_pin,
                "challenge_response": challenge_response,
                "clearing_account_id": clearing_account_id,
                "end_to_end_id": end_to_end_id,
                "execution_date": execution_date,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "multi_step_authentication": multi_step_authentication,
                "purpose": purpose,
                "recipient_bic": recipient_bic,
                "recipient_iban": recipient_iban,
                "recipient_name": recipient_name,
                "sepa_purpose_code": sepa_purpose_code,
                "single_booking": single_booking,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
                "two_step_procedure_id": two_step_procedure_id,
            },
            options=options,
        )

    async def get(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Account:
        """
        Get an account.

        Arguments: ``account_id``. The provider calls it ``getAccount`` (``GET
        /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.get`.
        """
        return await self._client.call(GET_ACCOUNT, {"account_id": account_id}, options=options)

    async def edit(
        self,
        account_id: int,
        *,
        account_name: str | UnsetType = UNSET,
        account_type: models.AccountType | types.AccountType | str | UnsetType = UNSET,
        account_type_id: int | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Account:
        """
        Edit an account.

        Arguments: ``account_id``, ``account_name``, ``account_type``, ``account_type_id``,
        ``is_new``. The provider calls it ``editAccount`` (``PATCH /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.edit`.
        """
        return await self._client.call(
            EDIT_ACCOUNT,
            {"account_id": account_id},
            {
                "account_name": account_name,
                "account_type": account_type,
                "account_type_id": account_type_id,
                "is_new": is_new,
            },
            options=options,
        )

    async def delete(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete an account.

        Arguments: ``account_id``. The provider calls it ``deleteAccount`` (``DELETE
        /api/v1/accounts/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/accounts.html. See
        :meth:`AccountsGroup.delete`.
        """
        return await self._client.call(DELETE_ACCOUNT, {"account_id": account_id}, options=options)


GET_AND_SEARCH_ALL_ACCOUNTS: Operation[models.AccountList] = Operation(
    id="getAndSearchAllAccounts",
    method="GET",
    path="/api/v1/accounts",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="account_type_ids",
            wire="accountTypeIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(
            name="account_types", wire="accountTypes", place="query", explode=False, many=True
        ),
        Parameter(
            name="bank_connection_ids",
            wire="bankConnectionIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="max_balance", wire="maxBalance", place="query", type="number"),
        Parameter(
            name="max_last_successful_update",
            wire="maxLastSuccessfulUpdate",
            place="query",
            format="date",
        ),
        Parameter(name="min_balance", wire="minBalance", place="query", type="number"),
        Parameter(
            name="min_last_successful_update",
            wire="minLastSuccessfulUpdate",
            place="query",
            format="date",
        ),
        Parameter(name="search", wire="search", place="query", format="iban-or-text"),
    ),
    results={200: Result(type=models.AccountList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="accounts",
)
DELETE_ALL_ACCOUNTS: Operation[models.IdentifierList] = Operation(
    id="deleteAllAccounts",
    method="DELETE",
    path="/api/v1/accounts",
    retry_class="write",
    security=(("userToken",),),
    results={200: Result(type=models.IdentifierList)},
    errors={
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_DAILY_BALANCES: Operation[models.DailyBalanceList] = Operation(
    id="getDailyBalances",
    method="GET",
    path="/api/v1/accounts/dailyBalances",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="account_ids",
            wire="accountIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="end_date", wire="endDate", place="query", format="date"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="start_date", wire="startDate", place="query", format="date"),
        Parameter(name="with_projection", wire="withProjection", place="query", type="boolean"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.DailyBalanceList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="dailyBalances",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="date",
    ),
)
EXECUTE_SEPA_DIRECT_DEBIT: Operation[models.PaymentExecutionResponse] = Operation(
    id="executeSepaDirectDebit",
    method="POST",
    path="/api/v1/accounts/executeSepaDirectDebit",
    retry_class="payment",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.ExecuteSepaDirectDebitParams, required=True
    ),
    results={200: Result(type=models.PaymentExecutionResponse)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    read_timeout=300.0,
)
EXECUTE_SEPA_MONEY_TRANSFER: Operation[models.PaymentExecutionResponse] = Operation(
    id="executeSepaMoneyTransfer",
    method="POST",
    path="/api/v1/accounts/executeSepaMoneyTransfer",
    retry_class="payment",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.ExecuteSepaMoneyTransferParams, required=True
    ),
    results={200: Result(type=models.PaymentExecutionResponse)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    read_timeout=300.0,
)
REQUEST_SEPA_DIRECT_DEBIT: Operation[models.DirectDebitOrderingResponse] = Operation(
    id="requestSepaDirectDebit",
    method="POST",
    path="/api/v1/accounts/requestSepaDirectDebit",
    retry_class="payment",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.RequestSepaDirectDebitParams, required=True
    ),
    results={200: Result(type=models.DirectDebitOrderingResponse)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("webform",),
    order=OrderFields(
        items=("directDebits",),
        debtor=("accountId",),
        payee=("debitorIban",),
        amount="amount",
        texts=("purpose", "mandateId"),
    ),
)
REQUEST_SEPA_MONEY_TRANSFER: Operation[models.MoneyTransferOrderingResponse] = Operation(
    id="requestSepaMoneyTransfer",
    method="POST",
    path="/api/v1/accounts/requestSepaMoneyTransfer",
    retry_class="payment",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.RequestSepaMoneyTransferParams, required=True
    ),
    results={200: Result(type=models.MoneyTransferOrderingResponse)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
        510: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("repeat", "webform"),
    order=OrderFields(
        items=(".", "additionalMoneyTransfers"),
        debtor=("accountId",),
        payee=("recipientIban", "clearingAccountId"),
        amount="amount",
        texts=("purpose",),
    ),
)
GET_ACCOUNT: Operation[models.Account] = Operation(
    id="getAccount",
    method="GET",
    path="/api/v1/accounts/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Account)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_ACCOUNT: Operation[models.Account] = Operation(
    id="editAccount",
    method="PATCH",
    path="/api/v1/accounts/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.AccountParams, required=True),
    results={200: Result(type=models.Account)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ACCOUNT: Operation[None] = Operation(
    id="deleteAccount",
    method="DELETE",
    path="/api/v1/accounts/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
