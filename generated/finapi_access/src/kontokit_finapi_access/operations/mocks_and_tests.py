# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Mocks and Tests: Trying categorisation and updates, mostly on the sandbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Body, Operation, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models

if TYPE_CHECKING:
    from kontokit_finapi_access import types


class MocksAndTestsGroup(ResourceGroup[SyncClient]):
    """Trying categorisation and updates, mostly on the sandbox."""

    def check_categorization(
        self,
        *,
        transaction_data: Sequence[
            models.CheckCategorizationTransactionData | types.CheckCategorizationTransactionDataDict
        ],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.CategorizationCheckResults:
        """
        Check the categorization.

        Tells which category each of the given transactions would get, without importing or
        storing any of them. The rules of the user count as well as those of the mandator and of
        finAPI, so the result is the same as after an import, with one exception: a merchant
        category code (`mcCode`) is used here but not in imports. Invalid data is refused with
        400 or 422.

        The provider calls it ``checkCategorization`` (``POST
        /api/v2/tests/checkCategorization``); see https://docs.finapi.io/.

        Args:
            transaction_data: The transactions, each with a `transactionId` of its own.

        Returns:
            The category found for each transaction.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CHECK_CATEGORIZATION, {}, {"transaction_data": transaction_data}, options=options
        )

    def mock_batch_update(
        self,
        *,
        mock_bank_connection_updates: Sequence[
            models.MockBankConnectionUpdate | types.MockBankConnectionUpdateDict
        ],
        trigger_notifications: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Simulate an automatic batch update.

        Imports made-up balances and transactions into existing accounts, as if a bank had sent
        them during an automatic update, and can also send the notifications that follow. No
        bank is contacted. The call returns at once; wait for the `updateStatus` READY of the
        bank connections and find the result in `lastAutoUpdate` of the interface. The
        connections need stored credentials (PIN), the user's `isAutoUpdateEnabled` must be off,
        security positions cannot be simulated, and transactions older than 89 days are skipped.
        A later real update can add adjusting entries or miss transactions, so use this for
        tests only; it works on sandbox and alpha, while the live system refuses it with 403. An
        unknown bank connection or account is refused with 404.

        The provider calls it ``mockBatchUpdate`` (``POST /api/v2/tests/mockBatchUpdate``); see
        https://docs.finapi.io/.

        Args:
            mock_bank_connection_updates: The bank connections that are to be updated, with
                their made-up data.
            trigger_notifications: Whether notifications are sent as after a real batch update,
                according to the user's notification rules. Example: ``true``.

        Returns:
            The simulated update has started. There is no body.

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
        return self._client.call(
            MOCK_BATCH_UPDATE,
            {},
            {
                "mock_bank_connection_updates": mock_bank_connection_updates,
                "trigger_notifications": trigger_notifications,
            },
            options=options,
        )


class AsyncMocksAndTestsGroup(ResourceGroup[AsyncClient]):
    """Trying categorisation and updates, mostly on the sandbox."""

    async def check_categorization(
        self,
        *,
        transaction_data: Sequence[
            models.CheckCategorizationTransactionData | types.CheckCategorizationTransactionDataDict
        ],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.CategorizationCheckResults:
        """
        Check the categorization.

        Arguments: ``transaction_data``. The provider calls it ``checkCategorization`` (``POST
        /api/v2/tests/checkCategorization``); see https://docs.finapi.io/. See
        :meth:`MocksAndTestsGroup.check_categorization`.
        """
        return await self._client.call(
            CHECK_CATEGORIZATION, {}, {"transaction_data": transaction_data}, options=options
        )

    async def mock_batch_update(
        self,
        *,
        mock_bank_connection_updates: Sequence[
            models.MockBankConnectionUpdate | types.MockBankConnectionUpdateDict
        ],
        trigger_notifications: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Simulate an automatic batch update.

        Arguments: ``mock_bank_connection_updates``, ``trigger_notifications``. The provider
        calls it ``mockBatchUpdate`` (``POST /api/v2/tests/mockBatchUpdate``); see
        https://docs.finapi.io/. See :meth:`MocksAndTestsGroup.mock_batch_update`.
        """
        return await self._client.call(
            MOCK_BATCH_UPDATE,
            {},
            {
                "mock_bank_connection_updates": mock_bank_connection_updates,
                "trigger_notifications": trigger_notifications,
            },
            options=options,
        )


CHECK_CATEGORIZATION: Operation[models.CategorizationCheckResults] = Operation(
    id="checkCategorization",
    method="POST",
    path="/api/v2/tests/checkCategorization",
    retry_class="read",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CheckCategorizationData, required=True),
    results={200: Result(type=models.CategorizationCheckResults)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
MOCK_BATCH_UPDATE: Operation[None] = Operation(
    id="mockBatchUpdate",
    method="POST",
    path="/api/v2/tests/mockBatchUpdate",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.MockBatchUpdateParams, required=True),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
