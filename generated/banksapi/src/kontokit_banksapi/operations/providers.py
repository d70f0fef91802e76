# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Providers: The banks and other providers that can be connected, and how one logs in there.
"""

from __future__ import annotations

import builtins
from typing import Literal
from uuid import UUID

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Parameter, ResourceGroup, Result
from kontokit_banksapi import models


class ProvidersGroup(ResourceGroup[SyncClient]):
    """The banks and other providers that can be connected, and how one logs in there."""

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> Listing[models.Provider, builtins.list[models.Provider]]:
        """
        List all providers.

        Lists every bank and service provider that your contract covers, with the fields its
        login asks for and the product categories it delivers. Do not offer those whose
        `consumerRelevant` is false.

        The list may be long and comes in one piece; neither filter nor paging exists. For a
        search box the core data are enough. No bank is contacted.

        The provider calls it ``getProviders`` (``GET /providers/v2``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The providers.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(GET_PROVIDERS, {}, max_items=max_items, options=options)

    def get(
        self, provider_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Provider:
        """
        Get one provider.

        Reads one provider, for example to build its login form: `authenticationInfo.fields`
        names the keys that `credentials` must have. The relation `logo` leads to the logo as
        SVG.

        The provider calls it ``getProvider`` (``GET /providers/v2/{provider-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.

        Returns:
            The provider.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_PROVIDER, {"provider_id": provider_id}, options=options)

    def list_core_data(
        self,
        *,
        capability: models.ProviderCapability
        | Literal["KONTEN", "KARTEN", "DEPOTS", "BAUSPAR"]
        | str
        | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.ProviderCoreData, builtins.list[models.ProviderCoreData]]:
        """
        List the core data of all providers.

        Lists name, group, bank code, BIC and logo of the providers, without logins and
        channels. It is the light list for a search box; read the chosen provider in full
        afterwards.

        The provider calls it ``getCoreData`` (``GET /providers/v2/coredata``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            capability: Only providers that can deliver this kind of product; by default all
                providers.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The core data.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_CORE_DATA, {"capability": capability}, max_items=max_items, options=options
        )

    def list_job_statistics(
        self,
        *,
        days: int | None = None,
        hours: int | None = None,
        ebics: bool | None = None,
        sca: bool | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.ProviderJobStatistics, builtins.list[models.ProviderJobStatistics]]:
        """
        Tell how well data retrieval works.

        Tells for each logo how often and how fast data were fetched lately, so that a user can
        be warned of a bank that is hard to reach. Providers that share a logo share one entry.

        The period reaches back `days` plus `hours`, or two hours when neither is given. A logo
        without a successful job in the period is missing from the list; that is bad news or no
        news, but not success.

        The provider calls it ``getJobStatistics`` (``GET /providers/v2/statistics/jobs``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            days: Length of the period in days, added to `hours`.
            hours: Length of the period in hours, added to `days`.
            ebics: Set to true to count only jobs that ran over EBICS.
            sca: Set to true to see only logos with at least one job that held a strong customer
                authentication. With false it is not looked at.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: One entry for each logo with
                a successful job in the period.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_JOB_STATISTICS,
            {"days": days, "hours": hours, "ebics": ebics, "sca": sca},
            max_items=max_items,
            options=options,
        )

    def get_ebics_parameters(
        self, provider_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.EbicsParameters:
        """
        Get the EBICS parameters of a provider.

        Tells host id and host URL of the bank for adding a bank access over EBICS. Not every
        provider has them; how one without EBICS answers is not documented, so expect 404 as
        well as an empty object.

        The provider calls it ``getEbicsParameters`` (``GET
        /providers/v2/{provider-id}/ebics``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.

        Returns:
            What is known about the EBICS access of the provider.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_EBICS_PARAMETERS, {"provider_id": provider_id}, options=options
        )


class AsyncProvidersGroup(ResourceGroup[AsyncClient]):
    """The banks and other providers that can be connected, and how one logs in there."""

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> AsyncListing[models.Provider, builtins.list[models.Provider]]:
        """
        List all providers.

        Arguments: ``max_items``. The provider calls it ``getProviders`` (``GET
        /providers/v2``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ProvidersGroup.list`.
        """
        return self._client.list(GET_PROVIDERS, {}, max_items=max_items, options=options)

    async def get(
        self, provider_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Provider:
        """
        Get one provider.

        Arguments: ``provider_id``. The provider calls it ``getProvider`` (``GET
        /providers/v2/{provider-id}``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ProvidersGroup.get`.
        """
        return await self._client.call(GET_PROVIDER, {"provider_id": provider_id}, options=options)

    def list_core_data(
        self,
        *,
        capability: models.ProviderCapability
        | Literal["KONTEN", "KARTEN", "DEPOTS", "BAUSPAR"]
        | str
        | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.ProviderCoreData, builtins.list[models.ProviderCoreData]]:
        """
        List the core data of all providers.

        Arguments: ``capability``, ``max_items``. The provider calls it ``getCoreData`` (``GET
        /providers/v2/coredata``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ProvidersGroup.list_core_data`.
        """
        return self._client.list(
            GET_CORE_DATA, {"capability": capability}, max_items=max_items, options=options
        )

    def list_job_statistics(
        self,
        *,
        days: int | None = None,
        hours: int | None = None,
        ebics: bool | None = None,
        sca: bool | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.ProviderJobStatistics, builtins.list[models.ProviderJobStatistics]]:
        """
        Tell how well data retrieval works.

        Arguments: ``days``, ``hours``, ``ebics``, ``sca``, ``max_items``. The provider calls it
        ``getJobStatistics`` (``GET /providers/v2/statistics/jobs``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ProvidersGroup.list_job_statistics`.
        """
        return self._client.list(
            GET_JOB_STATISTICS,
            {"days": days, "hours": hours, "ebics": ebics, "sca": sca},
            max_items=max_items,
            options=options,
        )

    async def get_ebics_parameters(
        self, provider_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.EbicsParameters:
        """
        Get the EBICS parameters of a provider.

        Arguments: ``provider_id``. The provider calls it ``getEbicsParameters`` (``GET
        /providers/v2/{provider-id}/ebics``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ProvidersGroup.get_ebics_parameters`.
        """
        return await self._client.call(
            GET_EBICS_PARAMETERS, {"provider_id": provider_id}, options=options
        )


GET_PROVIDERS: Operation[list[models.Provider]] = Operation(
    id="getProviders",
    method="GET",
    path="/providers/v2",
    retry_class="read",
    security=(("clientToken",), ("userToken",)),
    results={200: Result(type=list[models.Provider])},
    other_statuses=(401, 403, 500),
    rows="*",
)
GET_PROVIDER: Operation[models.Provider] = Operation(
    id="getProvider",
    method="GET",
    path="/providers/v2/{provider-id}",
    retry_class="read",
    security=(("clientToken",), ("userToken",)),
    parameters=(Parameter(name="provider_id", wire="provider-id", place="path", required=True),),
    results={200: Result(type=models.Provider)},
    other_statuses=(401, 403, 404, 500),
)
GET_CORE_DATA: Operation[list[models.ProviderCoreData]] = Operation(
    id="getCoreData",
    method="GET",
    path="/providers/v2/coredata",
    retry_class="read",
    security=(("clientToken",), ("userToken",)),
    parameters=(Parameter(name="capability", wire="capability", place="query"),),
    results={200: Result(type=list[models.ProviderCoreData])},
    other_statuses=(400, 401, 403, 500),
    rows="*",
)
GET_JOB_STATISTICS: Operation[list[models.ProviderJobStatistics]] = Operation(
    id="getJobStatistics",
    method="GET",
    path="/providers/v2/statistics/jobs",
    retry_class="read",
    security=(("clientToken",), ("userToken",)),
    parameters=(
        Parameter(name="days", wire="days", place="query", type="integer"),
        Parameter(name="hours", wire="hours", place="query", type="integer"),
        Parameter(name="ebics", wire="ebics", place="query", type="boolean"),
        Parameter(name="sca", wire="sca", place="query", type="boolean"),
    ),
    results={200: Result(type=list[models.ProviderJobStatistics])},
    other_statuses=(400, 401, 403, 500),
    rows="*",
)
GET_EBICS_PARAMETERS: Operation[models.EbicsParameters] = Operation(
    id="getEbicsParameters",
    method="GET",
    path="/providers/v2/{provider-id}/ebics",
    retry_class="read",
    security=(("clientToken",), ("userToken",)),
    parameters=(Parameter(name="provider_id", wire="provider-id", place="path", required=True),),
    results={200: Result(type=models.EbicsParameters)},
    other_statuses=(401, 403, 404, 500),
)
