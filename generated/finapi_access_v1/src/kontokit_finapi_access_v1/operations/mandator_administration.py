# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Mandator Administration: All clients and users of a mandator: users, categorisation rules and credentials.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kontokit import (
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Secret,
    SyncClient,
)
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class MandatorAdministrationGroup(ResourceGroup[SyncClient]):
    """All clients and users of a mandator: users, categorisation rules and credentials."""

    def change_client_credentials(
        self,
        *,
        client_id: str,
        new_client_secret: Secret | str,
        old_client_secret: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Change a client secret.

        Replaces the secret of one of the mandator's clients, the mandator admin client
        included. All access tokens of that client stop working, while tokens of users stay
        valid. finAPI keeps secrets only in a form that cannot be read back, so a lost secret
        cannot be recovered here. Malformed values are refused with 400, values that do not fit
        the client with 422.

        The provider calls it ``changeClientCredentials`` (``POST
        /api/v1/mandatorAdmin/changeClientCredentials``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            client_id: The `client_id` of the client whose secret is replaced. It may be any
                client of the mandator. Example: ``5e1f3c2a-7b4d-4c6e-9a8f-0d1b2c3e4f50``.
            new_client_secret: The new secret, made up by the caller from letters, digits and
                hyphens. Use random characters.
            old_client_secret: The secret that is valid so far.

        Returns:
            The new secret is valid from now on. There is no body.

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
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CHANGE_CLIENT_CREDENTIALS,
            {},
            {
                "client_id": client_id,
                "new_client_secret": new_client_secret,
                "old_client_secret": old_client_secret,
            },
            options=options,
        )

    def delete_users(
        self, *, user_ids: Sequence[str], options: CallOptions | CallOptionsDict | None = None
    ) -> models.UserIdentifiersList:
        """
        Delete several users.

        Deletes the given users of the mandator with all of their bank connections, accounts,
        balances and transactions; this cannot be undone. A user whose data is busy (for example
        with an update or a categorization) is not deleted and is listed in `nonDeletedUsers`,
        so that the call can be repeated later. Identifiers of unknown users are ignored and
        appear in neither list. For every deleted user the clients of the mandator that have a
        `userSynchronizationCallbackUrl` get a message.

        The provider calls it ``deleteUsers`` (``POST /api/v1/mandatorAdmin/deleteUsers``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            user_ids: Identifiers of users of the mandator. Unknown ones are ignored.

        Returns:
            The identifiers of the users that were deleted and of those that were not.

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
        return self._client.call(DELETE_USERS, {}, {"user_ids": user_ids}, options=options)

    def list_users(
        self,
        *,
        include_monthly_stats: bool | None = None,
        is_deleted: bool | None = None,
        is_locked: bool | None = None,
        max_deletion_date: date | None = None,
        max_last_active_date: date | None = None,
        max_registration_date: date | None = None,
        min_bank_connection_count_in_monthly_stats: int | None = None,
        min_deletion_date: date | None = None,
        min_last_active_date: date | None = None,
        min_registration_date: date | None = None,
        monthly_stats_end_date: str | None = None,
        monthly_stats_start_date: str | None = None,
        order: Sequence[str] | None = None,
        user_id: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.UserInfo, models.PageableUserInfoList]:
        """
        List users.

        Lists the mandator's users, deleted ones included, a page at a time. Filters are
        combined with AND; without any filter every user is listed. finAPI does not keep the
        identifier of a deleted user, so its `user_id` is shown in a masked form (for example
        `uXXr` for `user`). Invalid filters or page sizes are refused with 400.

        The provider calls it ``getUserList`` (``GET /api/v1/mandatorAdmin/getUserList``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            include_monthly_stats: Whether `monthlyStats` is filled for each user. It is not
                when the parameter is missing.
            is_deleted: With `true` only deleted users are listed, with `false` only existing
                ones. Without it both are listed.
            is_locked: With `true` only locked users are listed, with `false` only users that
                are not locked. Without it both are listed.
            max_deletion_date: Keeps users that were deleted on or before this day, and users
                that are not deleted.
            max_last_active_date: Keeps users whose `lastActiveDate` is this day or earlier, and
                users that have none because they never logged in.
            max_registration_date: Keeps users that were registered on or before this day.
            min_bank_connection_count_in_monthly_stats: Keeps users that had at least this many
                bank connections at some time in the months of the returned statistics. It has
                an effect only together with `includeMonthlyStats=true`; without it the limit is
                0.
            min_deletion_date: Keeps only users that were deleted on or after this day. Users
                that are not deleted never match.
            min_last_active_date: Keeps only users whose `lastActiveDate` is this day or later.
                Users that never logged in do not match.
            min_registration_date: Keeps users that were registered on or after this day.
            monthly_stats_end_date: Latest month of the statistics, written as `YYYY-MM`.
                Without it they end with the current month, or with the month of deletion for a
                deleted user. It has an effect only together with `includeMonthlyStats=true`.
            monthly_stats_start_date: Oldest month of the statistics, written as `YYYY-MM`.
                Without it they begin with the month of the user's registration. It has an
                effect only together with `includeMonthlyStats=true`.
            order: Sort criterion, a property name followed by a comma and `ASC` or `DESC`. Only
                `user_id` can be used; without it users are sorted by ascending `user_id`.
            user_id: Keeps only the user with exactly this identifier. The list is empty when
                there is no such user or the user has been deleted.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of users that
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
            GET_USER_LIST,
            {
                "include_monthly_stats": include_monthly_stats,
                "is_deleted": is_deleted,
                "is_locked": is_locked,
                "max_deletion_date": max_deletion_date,
                "max_last_active_date": max_last_active_date,
                "max_registration_date": max_registration_date,
                "min_bank_connection_count_in_monthly_stats": min_bank_connection_count_in_monthly_stats,
                "min_deletion_date": min_deletion_date,
                "min_last_active_date": min_last_active_date,
                "min_registration_date": min_registration_date,
                "monthly_stats_end_date": monthly_stats_end_date,
                "monthly_stats_start_date": monthly_stats_start_date,
                "order": order,
                "user_id": user_id,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def list_iban_rules(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.IbanRule, models.PageableIbanRuleList]:
        """
        List IBAN rules.

        Lists the IBAN rules that the mandator has created with `POST /mandatorAdmin/ibanRules`,
        a page at a time. finAPI's own categorization rules are not part of the list. The call
        is refused with 403 when `pfmServicesEnabled` is off for the client.

        The provider calls it ``getIbanRuleList`` (``GET /api/v1/mandatorAdmin/ibanRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            order: Sort criteria, most important first, each a property name followed by a comma
                and `ASC` or `DESC`. Without it the rules are sorted by ascending `id`.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of IBAN rules.

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
            GET_IBAN_RULE_LIST,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create_iban_rules(
        self,
        *,
        iban_rules: Sequence[models.IbanRuleParams | types.IbanRuleParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IbanRuleList:
        """
        Create IBAN rules.

        Adds rules that suggest a category for every transaction whose counterpart has a certain
        IBAN. They apply to all users of the mandator from the next categorization on, that is
        after imports and updates and when a categorization is triggered or checked. A rule only
        nominates its category: rules learned from a user's own changes go first, then IBAN
        rules, then keyword rules, then finAPI's standard rules. An unknown category is refused
        with 404, rules that cannot be created with 422.

        The provider calls it ``createIbanRules`` (``POST /api/v1/mandatorAdmin/ibanRules``);
        see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            iban_rules: The new rules. 1 to 100 items.

        Returns:
            The rules that were created. A rule for `Both` directions appears as two rules.

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
        return self._client.call(CREATE_IBAN_RULES, {}, {"iban_rules": iban_rules}, options=options)

    def delete_iban_rules(
        self, *, ids: Sequence[int], options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete IBAN rules.

        Deletes the given IBAN rules of the mandator. Later categorizations no longer use them.
        An unknown identifier is refused with 404, an empty list or one that is too long with
        400.

        The provider calls it ``deleteIbanRules`` (``POST
        /api/v1/mandatorAdmin/ibanRules/delete``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            ids: Identifiers of IBAN rules, at most 100.

        Returns:
            The identifiers of the deleted rules.

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
        return self._client.call(DELETE_IBAN_RULES, {}, {"ids": ids}, options=options)

    def list_keyword_rules(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.KeywordRule, models.PageableKeywordRuleList]:
        """
        List keyword rules.

        Lists the keyword rules that the mandator has created with `POST
        /mandatorAdmin/keywordRules`, a page at a time. finAPI's own categorization rules are
        not part of the list. The call is refused with 403 when `pfmServicesEnabled` is off for
        the client.

        The provider calls it ``getKeywordRuleList`` (``GET
        /api/v1/mandatorAdmin/keywordRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            order: Sort criteria, most important first, each a property name followed by a comma
                and `ASC` or `DESC`. Without it the rules are sorted by ascending `id`.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of keyword rules.

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
            GET_KEYWORD_RULE_LIST,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create_keyword_rules(
        self,
        *,
        keyword_rules: Sequence[models.KeywordRuleParams | types.KeywordRuleParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.KeywordRuleList:
        """
        Create keyword rules.

        Adds rules that suggest a category for transactions in whose purpose or counterpart data
        certain words are found. They apply to all users of the mandator from the next
        categorization on. When several keyword rules match, the one with the most words found
        is chosen; rules learned from a user's own changes and IBAN rules go before keyword
        rules, finAPI's standard rules come after them. An unknown category is refused with 404,
        rules that cannot be created with 422.

        The provider calls it ``createKeywordRules`` (``POST
        /api/v1/mandatorAdmin/keywordRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            keyword_rules: The new rules. 1 to 100 items.

        Returns:
            The rules that were created. A rule for `Both` directions appears as two rules.

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
            CREATE_KEYWORD_RULES, {}, {"keyword_rules": keyword_rules}, options=options
        )

    def delete_keyword_rules(
        self, *, ids: Sequence[int], options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete keyword rules.

        Deletes the given keyword rules of the mandator. Later categorizations no longer use
        them. An unknown identifier is refused with 404, an empty list or one that is too long
        with 400.

        The provider calls it ``deleteKeywordRules`` (``POST
        /api/v1/mandatorAdmin/keywordRules/delete``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.

        Args:
            ids: Identifiers of keyword rules, at most 100.

        Returns:
            The identifiers of the deleted rules.

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
        return self._client.call(DELETE_KEYWORD_RULES, {}, {"ids": ids}, options=options)


class AsyncMandatorAdministrationGroup(ResourceGroup[AsyncClient]):
    """All clients and users of a mandator: users, categorisation rules and credentials."""

    async def change_client_credentials(
        self,
        *,
        client_id: str,
        new_client_secret: Secret | str,
        old_client_secret: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Change a client secret.

        Arguments: ``client_id``, ``new_client_secret``, ``old_client_secret``. The provider
        calls it ``changeClientCredentials`` (``POST
        /api/v1/mandatorAdmin/changeClientCredentials``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.change_client_credentials`.
        """
        return await self._client.call(
            CHANGE_CLIENT_CREDENTIALS,
            {},
            {
                "client_id": client_id,
                "new_client_secret": new_client_secret,
                "old_client_secret": old_client_secret,
            },
            options=options,
        )

    async def delete_users(
        self, *, user_ids: Sequence[str], options: CallOptions | CallOptionsDict | None = None
    ) -> models.UserIdentifiersList:
        """
        Delete several users.

        Arguments: ``user_ids``. The provider calls it ``deleteUsers`` (``POST
        /api/v1/mandatorAdmin/deleteUsers``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.delete_users`.
        """
        return await self._client.call(DELETE_USERS, {}, {"user_ids": user_ids}, options=options)

    def list_users(
        self,
        *,
        include_monthly_stats: bool | None = None,
        is_deleted: bool | None = None,
        is_locked: bool | None = None,
        max_deletion_date: date | None = None,
        max_last_active_date: date | None = None,
        max_registration_date: date | None = None,
        min_bank_connection_count_in_monthly_stats: int | None = None,
        min_deletion_date: date | None = None,
        min_last_active_date: date | None = None,
        min_registration_date: date | None = None,
        monthly_stats_end_date: str | None = None,
        monthly_stats_start_date: str | None = None,
        order: Sequence[str] | None = None,
        user_id: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.UserInfo, models.PageableUserInfoList]:
        """
        List users.

        Arguments: ``include_monthly_stats``, ``is_deleted``, ``is_locked``,
        ``max_deletion_date``, ``max_last_active_date``, ``max_registration_date``,
        ``min_bank_connection_count_in_monthly_stats``, ``min_deletion_date``,
        ``min_last_active_date``, ``min_registration_date``, ``monthly_stats_end_date``,
        ``monthly_stats_start_date``, ``order``, ``user_id``, ``page``, ``per_page``,
        ``max_items``. The provider calls it ``getUserList`` (``GET
        /api/v1/mandatorAdmin/getUserList``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.list_users`.
        """
        return self._client.list(
            GET_USER_LIST,
            {
                "include_monthly_stats": include_monthly_stats,
                "is_deleted": is_deleted,
                "is_locked": is_locked,
                "max_deletion_date": max_deletion_date,
                "max_last_active_date": max_last_active_date,
                "max_registration_date": max_registration_date,
                "min_bank_connection_count_in_monthly_stats": min_bank_connection_count_in_monthly_stats,
                "min_deletion_date": min_deletion_date,
                "min_last_active_date": min_last_active_date,
                "min_registration_date": min_registration_date,
                "monthly_stats_end_date": monthly_stats_end_date,
                "monthly_stats_start_date": monthly_stats_start_date,
                "order": order,
                "user_id": user_id,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def list_iban_rules(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.IbanRule, models.PageableIbanRuleList]:
        """
        List IBAN rules.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getIbanRuleList`` (``GET /api/v1/mandatorAdmin/ibanRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.list_iban_rules`.
        """
        return self._client.list(
            GET_IBAN_RULE_LIST,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create_iban_rules(
        self,
        *,
        iban_rules: Sequence[models.IbanRuleParams | types.IbanRuleParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IbanRuleList:
        """
        Create IBAN rules.

        Arguments: ``iban_rules``. The provider calls it ``createIbanRules`` (``POST
        /api/v1/mandatorAdmin/ibanRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.create_iban_rules`.
        """
        return await self._client.call(
            CREATE_IBAN_RULES, {}, {"iban_rules": iban_rules}, options=options
        )

    async def delete_iban_rules(
        self, *, ids: Sequence[int], options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete IBAN rules.

        Arguments: ``ids``. The provider calls it ``deleteIbanRules`` (``POST
        /api/v1/mandatorAdmin/ibanRules/delete``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.delete_iban_rules`.
        """
        return await self._client.call(DELETE_IBAN_RULES, {}, {"ids": ids}, options=options)

    def list_keyword_rules(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.KeywordRule, models.PageableKeywordRuleList]:
        """
        List keyword rules.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getKeywordRuleList`` (``GET /api/v1/mandatorAdmin/keywordRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.list_keyword_rules`.
        """
        return self._client.list(
            GET_KEYWORD_RULE_LIST,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create_keyword_rules(
        self,
        *,
        keyword_rules: Sequence[models.KeywordRuleParams | types.KeywordRuleParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.KeywordRuleList:
        """
        Create keyword rules.

        Arguments: ``keyword_rules``. The provider calls it ``createKeywordRules`` (``POST
        /api/v1/mandatorAdmin/keywordRules``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.create_keyword_rules`.
        """
        return await self._client.call(
            CREATE_KEYWORD_RULES, {}, {"keyword_rules": keyword_rules}, options=options
        )

    async def delete_keyword_rules(
        self, *, ids: Sequence[int], options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete keyword rules.

        Arguments: ``ids``. The provider calls it ``deleteKeywordRules`` (``POST
        /api/v1/mandatorAdmin/keywordRules/delete``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/mandator_administration.html.
        See :meth:`MandatorAdministrationGroup.delete_keyword_rules`.
        """
        return await self._client.call(DELETE_KEYWORD_RULES, {}, {"ids": ids}, options=options)


CHANGE_CLIENT_CREDENTIALS: Operation[None] = Operation(
    id="changeClientCredentials",
    method="POST",
    path="/api/v1/mandatorAdmin/changeClientCredentials",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(
        media_type="application/json", type=models.ChangeClientCredentialsParams, required=True
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_USERS: Operation[models.UserIdentifiersList] = Operation(
    id="deleteUsers",
    method="POST",
    path="/api/v1/mandatorAdmin/deleteUsers",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.UserIdentifiersParams, required=True),
    results={200: Result(type=models.UserIdentifiersList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_USER_LIST: Operation[models.PageableUserInfoList] = Operation(
    id="getUserList",
    method="GET",
    path="/api/v1/mandatorAdmin/getUserList",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(
            name="include_monthly_stats", wire="includeMonthlyStats", place="query", type="boolean"
        ),
        Parameter(name="is_deleted", wire="isDeleted", place="query", type="boolean"),
        Parameter(name="is_locked", wire="isLocked", place="query", type="boolean"),
        Parameter(name="max_deletion_date", wire="maxDeletionDate", place="query", format="date"),
        Parameter(
            name="max_last_active_date", wire="maxLastActiveDate", place="query", format="date"
        ),
        Parameter(
            name="max_registration_date", wire="maxRegistrationDate", place="query", format="date"
        ),
        Parameter(
            name="min_bank_connection_count_in_monthly_stats",
            wire="minBankConnectionCountInMonthlyStats",
            place="query",
            type="integer",
        ),
        Parameter(name="min_deletion_date", wire="minDeletionDate", place="query", format="date"),
        Parameter(
            name="min_last_active_date", wire="minLastActiveDate", place="query", format="date"
        ),
        Parameter(
            name="min_registration_date", wire="minRegistrationDate", place="query", format="date"
        ),
        Parameter(name="monthly_stats_end_date", wire="monthlyStatsEndDate", place="query"),
        Parameter(name="monthly_stats_start_date", wire="monthlyStatsStartDate", place="query"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="user_id", wire="userId", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableUserInfoList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="users",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="userId",
    ),
)
GET_IBAN_RULE_LIST: Operation[models.PageableIbanRuleList] = Operation(
    id="getIbanRuleList",
    method="GET",
    path="/api/v1/mandatorAdmin/ibanRules",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableIbanRuleList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="ibanRules",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="id",
    ),
)
CREATE_IBAN_RULES: Operation[models.IbanRuleList] = Operation(
    id="createIbanRules",
    method="POST",
    path="/api/v1/mandatorAdmin/ibanRules",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.IbanRulesParams, required=True),
    results={201: Result(type=models.IbanRuleList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_IBAN_RULES: Operation[models.IdentifierList] = Operation(
    id="deleteIbanRules",
    method="POST",
    path="/api/v1/mandatorAdmin/ibanRules/delete",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.IbanRuleIdentifiersParams, required=True),
    results={200: Result(type=models.IdentifierList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_KEYWORD_RULE_LIST: Operation[models.PageableKeywordRuleList] = Operation(
    id="getKeywordRuleList",
    method="GET",
    path="/api/v1/mandatorAdmin/keywordRules",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableKeywordRuleList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="keywordRules",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="id",
    ),
)
CREATE_KEYWORD_RULES: Operation[models.KeywordRuleList] = Operation(
    id="createKeywordRules",
    method="POST",
    path="/api/v1/mandatorAdmin/keywordRules",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.KeywordRulesParams, required=True),
    results={201: Result(type=models.KeywordRuleList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_KEYWORD_RULES: Operation[models.IdentifierList] = Operation(
    id="deleteKeywordRules",
    method="POST",
    path="/api/v1/mandatorAdmin/keywordRules/delete",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    body=Body(
        media_type="application/json", type=models.KeywordRuleIdentifiersParams, required=True
    ),
    results={200: Result(type=models.IdentifierList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
