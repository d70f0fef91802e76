# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Notification Rules: What a user is notified of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    SyncClient,
)
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class NotificationRulesGroup(ResourceGroup[SyncClient]):
    """What a user is notified of."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        include_details: bool | None = None,
        trigger_event: models.NotificationTriggerEvent
        | types.NotificationTriggerEvent
        | str
        | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.NotificationRule, models.NotificationRuleList]:
        """
        Get and search notification rules.

        Lists the user's notification rules, all at once and not by page. Filters are combined;
        without any filter every rule is listed. The call is refused with 403 when
        `pfmServicesEnabled` is off for the client.

        The provider calls it ``getAndSearchAllNotificationRules`` (``GET
        /api/v1/notificationRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html.

        Args:
            ids: Keeps only rules with these identifiers. At most 1000 are accepted.
            include_details: Keeps only rules whose notifications contain encrypted details
                (true) or do not contain them (false).
            trigger_event: Keeps only rules with this event.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The notification rules that
                match.

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
            GET_AND_SEARCH_ALL_NOTIFICATION_RULES,
            {"ids": ids, "include_details": include_details, "trigger_event": trigger_event},
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        trigger_event: models.NotificationTriggerEvent | types.NotificationTriggerEvent | str,
        callback_handle: str | UnsetType = UNSET,
        include_details: bool | UnsetType = UNSET,
        params: Mapping[str, str] | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.NotificationRule:
        """
        Create a notification rule.

        Makes finAPI notify the client application about an event in the user's data, by a POST
        to the `userNotificationCallbackUrl` of the client configuration. Only the automatic
        batch update sends notifications, so it must be enabled for the client and the user
        (`isAutoUpdateEnabled`); an update by `POST /bankConnections/update` sends none. Which
        `params` a rule takes depends on `trigger_event`. A rule cannot be edited; delete it and
        create another. A rule that cannot be created as given is refused with 422, and 423 is
        returned while the user's data is busy.

        The provider calls it ``createNotificationRule`` (``POST /api/v1/notificationRules``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html.

        Args:
            trigger_event: Event that is to cause notifications. It decides which `params`
                apply.
            callback_handle: Own text that is repeated in each notification of this rule, so
                that the client application can tell where it belongs, for example an identifier
                of the user. Base64 and JSON are possible, since `/`, `=`, `%` and `"` are
                allowed in addition to finAPI's usual characters. Example: ``user-4711``.
            include_details: Whether notifications carry a `details` field with more data,
                encrypted with the data decryption key of the client and written in Base64.
                Example: ``false``.
            params: Settings that depend on `trigger_event`, all written as texts. Integrations
                use `accountIds` (identifiers separated by commas) for the events about accounts
                and transactions, `bankConnectionIds` for BANK_LOGIN_ERROR, `balanceThreshold`
                for LOW_ACCOUNT_BALANCE, `absoluteAmountThreshold` for HIGH_TRANSACTION_AMOUNT,
                `maxTransactionsCount` for NEW_TRANSACTIONS and HIGH_TRANSACTION_AMOUNT, and
                `categoryId` with `includeChildCategories` for CATEGORY_CASH_FLOW.

        Returns:
            The new notification rule.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
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
            CREATE_NOTIFICATION_RULE,
            {},
            {
                "callback_handle": callback_handle,
                "include_details": include_details,
                "params": params,
                "trigger_event": trigger_event,
            },
            options=options,
        )

    def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all notification rules.

        Deletes all notification rules of the user, so that no more notifications are sent for
        the user. The call is refused with 423 while the user's data is busy.

        The provider calls it ``deleteAllNotificationRules`` (``DELETE
        /api/v1/notificationRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html.

        Returns:
            The identifiers of the deleted rules.

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
        return self._client.call(DELETE_ALL_NOTIFICATION_RULES, {}, options=options)

    def get(
        self, notification_rule_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.NotificationRule:
        """
        Get a notification rule.

        Returns one notification rule of the user. A rule that does not exist or belongs to
        another user is refused with 404; rules can also disappear when the accounts or bank
        connections that they name are deleted.

        The provider calls it ``getNotificationRule`` (``GET /api/v1/notificationRules/{id}``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html.

        Args:
            notification_rule_id: Identifier of the notification rule.

        Returns:
            The notification rule.

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
        return self._client.call(
            GET_NOTIFICATION_RULE, {"notification_rule_id": notification_rule_id}, options=options
        )

    def delete(
        self, notification_rule_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a notification rule.

        Deletes one notification rule, so that no more notifications are sent for it. An unknown
        rule is refused with 404, and 423 is returned while the user's data is busy.

        The provider calls it ``deleteNotificationRule`` (``DELETE
        /api/v1/notificationRules/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html.

        Args:
            notification_rule_id: Identifier of the notification rule.

        Returns:
            The notification rule is deleted. There is no body.

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
            DELETE_NOTIFICATION_RULE,
            {"notification_rule_id": notification_rule_id},
            options=options,
        )


class AsyncNotificationRulesGroup(ResourceGroup[AsyncClient]):
    """What a user is notified of."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        include_details: bool | None = None,
        trigger_event: models.NotificationTriggerEvent
        | types.NotificationTriggerEvent
        | str
        | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.NotificationRule, models.NotificationRuleList]:
        """
        Get and search notification rules.

        Arguments: ``ids``, ``include_details``, ``trigger_event``, ``max_items``. The provider
        calls it ``getAndSearchAllNotificationRules`` (``GET /api/v1/notificationRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html. See
        :meth:`NotificationRulesGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_NOTIFICATION_RULES,
            {"ids": ids, "include_details": include_details, "trigger_event": trigger_event},
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        trigger_event: models.NotificationTriggerEvent | types.NotificationTriggerEvent | str,
        callback_handle: str | UnsetType = UNSET,
        include_details: bool | UnsetType = UNSET,
        params: Mapping[str, str] | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.NotificationRule:
        """
        Create a notification rule.

        Arguments: ``trigger_event``, ``callback_handle``, ``include_details``, ``params``. The
        provider calls it ``createNotificationRule`` (``POST /api/v1/notificationRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html. See
        :meth:`NotificationRulesGroup.create`.
        """
        return await self._client.call(
            CREATE_NOTIFICATION_RULE,
            {},
            {
                "callback_handle": callback_handle,
                "include_details": include_details,
                "params": params,
                "trigger_event": trigger_event,
            },
            options=options,
        )

    async def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all notification rules.

        The provider calls it ``deleteAllNotificationRules`` (``DELETE
        /api/v1/notificationRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html. See
        :meth:`NotificationRulesGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_NOTIFICATION_RULES, {}, options=options)

    async def get(
        self, notification_rule_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.NotificationRule:
        """
        Get a notification rule.

        Arguments: ``notification_rule_id``. The provider calls it ``getNotificationRule``
        (``GET /api/v1/notificationRules/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html. See
        :meth:`NotificationRulesGroup.get`.
        """
        return await self._client.call(
            GET_NOTIFICATION_RULE, {"notification_rule_id": notification_rule_id}, options=options
        )

    async def delete(
        self, notification_rule_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a notification rule.

        Arguments: ``notification_rule_id``. The provider calls it ``deleteNotificationRule``
        (``DELETE /api/v1/notificationRules/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/notification_rules.html. See
        :meth:`NotificationRulesGroup.delete`.
        """
        return await self._client.call(
            DELETE_NOTIFICATION_RULE,
            {"notification_rule_id": notification_rule_id},
            options=options,
        )


GET_AND_SEARCH_ALL_NOTIFICATION_RULES: Operation[models.NotificationRuleList] = Operation(
    id="getAndSearchAllNotificationRules",
    method="GET",
    path="/api/v1/notificationRules",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="include_details", wire="includeDetails", place="query", type="boolean"),
        Parameter(name="trigger_event", wire="triggerEvent", place="query"),
    ),
    results={200: Result(type=models.NotificationRuleList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="notificationRules",
)
CREATE_NOTIFICATION_RULE: Operation[models.NotificationRule] = Operation(
    id="createNotificationRule",
    method="POST",
    path="/api/v1/notificationRules",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.NotificationRuleParams, required=True),
    results={201: Result(type=models.NotificationRule)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ALL_NOTIFICATION_RULES: Operation[models.IdentifierList] = Operation(
    id="deleteAllNotificationRules",
    method="DELETE",
    path="/api/v1/notificationRules",
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
GET_NOTIFICATION_RULE: Operation[models.NotificationRule] = Operation(
    id="getNotificationRule",
    method="GET",
    path="/api/v1/notificationRules/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="notification_rule_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
    results={200: Result(type=models.NotificationRule)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_NOTIFICATION_RULE: Operation[None] = Operation(
    id="deleteNotificationRule",
    method="DELETE",
    path="/api/v1/notificationRules/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="notification_rule_id", wire="id", place="path", required=True, type="integer"
        ),
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
