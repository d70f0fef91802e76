# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Profiles: How forms look and behave.
"""

from __future__ import annotations

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
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_webform import models

if TYPE_CHECKING:
    from kontokit_finapi_webform import types


class ProfilesGroup(ResourceGroup[SyncClient]):
    """How forms look and behave."""

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Profile, models.ProfilesPage]:
        """
        List profiles.

        Lists the mandator's profiles, that is the sets of branding and behaviour that forms are
        shown with, a page at a time. Use it to find the profile marked `default` or an id to
        send as `profileId`. A bad paging or sorting value is refused with 400.

        The provider calls it ``getProfiles`` (``GET /api/profiles``); see
        https://docs.finapi.io/.

        Args:
            order: Sorting as `createdAt`, optionally followed by a comma and `asc` or `desc`.
                Without it, the oldest comes first.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: A page of profiles.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_PROFILES,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        label: str,
        aspect: models.AspectInput | models.Aspect | types.AspectDict | None | UnsetType = UNSET,
        brand: models.BrandInput | models.Brand | types.BrandDict | None | UnsetType = UNSET,
        default: bool | None | UnsetType = UNSET,
        functionality: models.FunctionalityInput
        | models.Functionality
        | types.FunctionalityDict
        | None
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Profile:
        """
        Create a profile.

        Stores a set of branding and behaviour for forms. A form uses it when its request names
        the id as `profileId`, or always when the profile is marked `default` and the request
        names none. 400 names each faulty field; 422 with `ENTITY_EXISTS` means that another
        profile has the same `label` or is already the default.

        The provider calls it ``createProfile`` (``POST /api/profiles``); see
        https://docs.finapi.io/.

        Args:
            label: Name of the profile for your own overview. It has to be unique within the
                mandator, else 422. At most 128 characters. Example: ``Shop checkout``.
            aspect: Colours and typeface of the form.
            brand: Logo, icons and introduction of the form.
            default: True makes this the profile of all forms whose request names none. A
                mandator has one default at most; a second is refused with 422. Example:
                ``true``.
            functionality: What the form shows and lets the user do.

        Returns:
            The new profile with its id.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_PROFILE,
            {},
            {
                "aspect": aspect,
                "brand": brand,
                "default": default,
                "functionality": functionality,
                "label": label,
            },
            options=options,
        )

    def get(
        self, profile_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Profile:
        """
        Get a profile.

        Reads one profile of the mandator with all its settings, images included as data URIs,
        so the answer can be several megabytes long. An unknown id is answered with 404.

        The provider calls it ``getProfile`` (``GET /api/profiles/{id}``); see
        https://docs.finapi.io/.

        Args:
            profile_id: Id of the profile, as sent in `profileId` of a form.

        Returns:
            The profile.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_PROFILE, {"profile_id": profile_id}, options=options)

    def edit(
        self,
        profile_id: str,
        *,
        aspect: models.AspectInput | models.Aspect | types.AspectDict | None | UnsetType = UNSET,
        brand: models.BrandInput | models.Brand | types.BrandDict | None | UnsetType = UNSET,
        default: bool | None | UnsetType = UNSET,
        functionality: models.FunctionalityInput
        | models.Functionality
        | types.FunctionalityDict
        | None
        | UnsetType = UNSET,
        label: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Profile:
        """
        Edit a profile.

        Changes the parts of a profile that the body carries. 422 with `ENTITY_EXISTS` means
        that another profile has the same `label` or is already the default. An unknown id is
        answered with 404. Success is answered with 201, not 200.

        The provider calls it ``editProfile`` (``PATCH /api/profiles/{id}``); see
        https://docs.finapi.io/.

        Args:
            profile_id: Id of the profile to change.
            aspect: New colours and typeface.
            brand: New logo, icons and introduction.
            default: True makes this the default profile, which is refused with 422 while
                another one is. Example: ``false``.
            functionality: New display and behaviour.
            label: New name. It has to be unique within the mandator, else 422. At most 128
                characters. Example: ``Shop checkout 2024``.

        Returns:
            The profile as it is after the change, sent with status 201.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EDIT_PROFILE,
            {"profile_id": profile_id},
            {
                "aspect": aspect,
                "brand": brand,
                "default": default,
                "functionality": functionality,
                "label": label,
            },
            options=options,
        )

    def delete(
        self, profile_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a profile.

        Removes a profile of the mandator for good. Later requests that still name its id as
        `profileId` are answered with 404, so take the id out of your settings first. An unknown
        id is answered with 404.

        The provider calls it ``deleteProfile`` (``DELETE /api/profiles/{id}``); see
        https://docs.finapi.io/.

        Args:
            profile_id: Id of the profile to delete.

        Returns:
            The profile is deleted. There is no body.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(DELETE_PROFILE, {"profile_id": profile_id}, options=options)


class AsyncProfilesGroup(ResourceGroup[AsyncClient]):
    """How forms look and behave."""

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Profile, models.ProfilesPage]:
        """
        List profiles.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getProfiles`` (``GET /api/profiles``); see https://docs.finapi.io/. See
        :meth:`ProfilesGroup.list`.
        """
        return self._client.list(
            GET_PROFILES,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        label: str,
        aspect: models.AspectInput | models.Aspect | types.AspectDict | None | UnsetType = UNSET,
        brand: models.BrandInput | models.Brand | types.BrandDict | None | UnsetType = UNSET,
        default: bool | None | UnsetType = UNSET,
        functionality: models.FunctionalityInput
        | models.Functionality
        | types.FunctionalityDict
        | None
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Profile:
        """
        Create a profile.

        Arguments: ``label``, ``aspect``, ``brand``, ``default``, ``functionality``. The
        provider calls it ``createProfile`` (``POST /api/profiles``); see
        https://docs.finapi.io/. See :meth:`ProfilesGroup.create`.
        """
        return await self._client.call(
            CREATE_PROFILE,
            {},
            {
                "aspect": aspect,
                "brand": brand,
                "default": default,
                "functionality": functionality,
                "label": label,
            },
            options=options,
        )

    async def get(
        self, profile_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Profile:
        """
        Get a profile.

        Arguments: ``profile_id``. The provider calls it ``getProfile`` (``GET
        /api/profiles/{id}``); see https://docs.finapi.io/. See :meth:`ProfilesGroup.get`.
        """
        return await self._client.call(GET_PROFILE, {"profile_id": profile_id}, options=options)

    async def edit(
        self,
        profile_id: str,
        *,
        aspect: models.AspectInput | models.Aspect | types.AspectDict | None | UnsetType = UNSET,
        brand: models.BrandInput | models.Brand | types.BrandDict | None | UnsetType = UNSET,
        default: bool | None | UnsetType = UNSET,
        functionality: models.FunctionalityInput
        | models.Functionality
        | types.FunctionalityDict
        | None
        | UnsetType = UNSET,
        label: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Profile:
        """
        Edit a profile.

        Arguments: ``profile_id``, ``aspect``, ``brand``, ``default``, ``functionality``,
        ``label``. The provider calls it ``editProfile`` (``PATCH /api/profiles/{id}``); see
        https://docs.finapi.io/. See :meth:`ProfilesGroup.edit`.
        """
        return await self._client.call(
            EDIT_PROFILE,
            {"profile_id": profile_id},
            {
                "aspect": aspect,
                "brand": brand,
                "default": default,
                "functionality": functionality,
                "label": label,
            },
            options=options,
        )

    async def delete(
        self, profile_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a profile.

        Arguments: ``profile_id``. The provider calls it ``deleteProfile`` (``DELETE
        /api/profiles/{id}``); see https://docs.finapi.io/. See :meth:`ProfilesGroup.delete`.
        """
        return await self._client.call(DELETE_PROFILE, {"profile_id": profile_id}, options=options)


GET_PROFILES: Operation[models.ProfilesPage] = Operation(
    id="getProfiles",
    method="GET",
    path="/api/profiles",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.ProfilesPage)},
    errors={400: models.ValidationError, 401: models.Error, 403: models.Error},
    rows="items",
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
CREATE_PROFILE: Operation[models.Profile] = Operation(
    id="createProfile",
    method="POST",
    path="/api/profiles",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.CreateProfileDetails, required=True),
    results={201: Result(type=models.Profile)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        422: models.Error,
        500: models.Error,
    },
)
GET_PROFILE: Operation[models.Profile] = Operation(
    id="getProfile",
    method="GET",
    path="/api/profiles/{id}",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(Parameter(name="profile_id", wire="id", place="path", required=True),),
    results={200: Result(type=models.Profile)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
EDIT_PROFILE: Operation[models.Profile] = Operation(
    id="editProfile",
    method="PATCH",
    path="/api/profiles/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(Parameter(name="profile_id", wire="id", place="path", required=True),),
    body=Body(media_type="application/json", type=models.EditProfileDetails, required=True),
    results={201: Result(type=models.Profile)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
    },
)
DELETE_PROFILE: Operation[None] = Operation(
    id="deleteProfile",
    method="DELETE",
    path="/api/profiles/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(Parameter(name="profile_id", wire="id", place="path", required=True),),
    results={200: Result()},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
