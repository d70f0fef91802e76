# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Translations: Words of your own in the forms. A beta feature.
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


class TranslationsGroup(ResourceGroup[SyncClient]):
    """Words of your own in the forms. A beta feature."""

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.TranslationSet, models.TranslationSetsPage]:
        """
        List translation sets.

        Lists the mandator's own wordings for the forms, oldest first, a page at a time. There
        is no sorting parameter. The feature is in beta. A bad paging value is refused with 400.

        The provider calls it ``getTranslations`` (``GET /api/translations``); see
        https://docs.finapi.io/.

        Args:
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: A page of translation
                sets.

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
            GET_TRANSLATIONS,
            {"page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        cs: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        de: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        en: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        es: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        fr: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        it: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        nl: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        pl: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        ro: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        sk: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        tr: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TranslationSet:
        """
        Create a translation set.

        Stores own titles and subtitles for the views of the form, by language. They take effect
        in every form of the mandator; there is no id to send with a form. A mandator has one
        set only: 422 with `ENTITY_EXISTS` means that it has to be deleted first, since sets
        cannot be edited. The feature is in beta.

        The provider calls it ``createTranslation`` (``POST /api/translations``); see
        https://docs.finapi.io/.

        Args:
            cs: Texts for the form in Czech.
            de: Texts for the form in German.
            en: Texts for the form in English.
            es: Texts for the form in Spanish.
            fr: Texts for the form in French.
            it: Texts for the form in Italian.
            nl: Texts for the form in Dutch.
            pl: Texts for the form in Polish.
            ro: Texts for the form in Romanian.
            sk: Texts for the form in Slovak.
            tr: Texts for the form in Turkish.

        Returns:
            The new translation set with its id.

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
            CREATE_TRANSLATION,
            {},
            {
                "cs": cs,
                "de": de,
                "en": en,
                "es": es,
                "fr": fr,
                "it": it,
                "nl": nl,
                "pl": pl,
                "ro": ro,
                "sk": sk,
                "tr": tr,
            },
            options=options,
        )

    def get(
        self, translation_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TranslationSet:
        """
        Get a translation set.

        Reads one translation set of the mandator. The feature is in beta. An unknown id is
        answered with 404.

        The provider calls it ``getTranslation`` (``GET /api/translations/{id}``); see
        https://docs.finapi.io/.

        Args:
            translation_id: Id of the translation set.

        Returns:
            The translation set.

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
        return self._client.call(
            GET_TRANSLATION, {"translation_id": translation_id}, options=options
        )

    def delete(
        self, translation_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a translation set.

        Removes a translation set for good; forms show finAPI's own wording again. Delete and
        create is the only way to change a set. The feature is in beta. An unknown id is
        answered with 404.

        The provider calls it ``deleteTranslation`` (``DELETE /api/translations/{id}``); see
        https://docs.finapi.io/.

        Args:
            translation_id: Id of the translation set to delete.

        Returns:
            The translation set is deleted. There is no body.

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
        return self._client.call(
            DELETE_TRANSLATION, {"translation_id": translation_id}, options=options
        )


class AsyncTranslationsGroup(ResourceGroup[AsyncClient]):
    """Words of your own in the forms. A beta feature."""

    def list(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.TranslationSet, models.TranslationSetsPage]:
        """
        List translation sets.

        Arguments: ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getTranslations`` (``GET /api/translations``); see https://docs.finapi.io/. See
        :meth:`TranslationsGroup.list`.
        """
        return self._client.list(
            GET_TRANSLATIONS,
            {"page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        cs: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        de: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        en: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        es: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        fr: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        it: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        nl: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        pl: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        ro: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        sk: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        tr: models.TranslationInput
        | models.Translation
        | types.TranslationDict
        | None
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TranslationSet:
        """
        Create a translation set.

        Arguments: ``cs``, ``de``, ``en``, ``es``, ``fr``, ``it``, ``nl``, ``pl``, ``ro``,
        ``sk``, ``tr``. The provider calls it ``createTranslation`` (``POST
        /api/translations``); see https://docs.finapi.io/. See :meth:`TranslationsGroup.create`.
        """
        return await self._client.call(
            CREATE_TRANSLATION,
            {},
            {
                "cs": cs,
                "de": de,
                "en": en,
                "es": es,
                "fr": fr,
                "it": it,
                "nl": nl,
                "pl": pl,
                "ro": ro,
                "sk": sk,
                "tr": tr,
            },
            options=options,
        )

    async def get(
        self, translation_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TranslationSet:
        """
        Get a translation set.

        Arguments: ``translation_id``. The provider calls it ``getTranslation`` (``GET
        /api/translations/{id}``); see https://docs.finapi.io/. See
        :meth:`TranslationsGroup.get`.
        """
        return await self._client.call(
            GET_TRANSLATION, {"translation_id": translation_id}, options=options
        )

    async def delete(
        self, translation_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a translation set.

        Arguments: ``translation_id``. The provider calls it ``deleteTranslation`` (``DELETE
        /api/translations/{id}``); see https://docs.finapi.io/. See
        :meth:`TranslationsGroup.delete`.
        """
        return await self._client.call(
            DELETE_TRANSLATION, {"translation_id": translation_id}, options=options
        )


GET_TRANSLATIONS: Operation[models.TranslationSetsPage] = Operation(
    id="getTranslations",
    method="GET",
    path="/api/translations",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.TranslationSetsPage)},
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
CREATE_TRANSLATION: Operation[models.TranslationSet] = Operation(
    id="createTranslation",
    method="POST",
    path="/api/translations",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.CreateTranslationDetails, required=True),
    results={201: Result(type=models.TranslationSet)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        422: models.Error,
        500: models.Error,
    },
)
GET_TRANSLATION: Operation[models.TranslationSet] = Operation(
    id="getTranslation",
    method="GET",
    path="/api/translations/{id}",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(Parameter(name="translation_id", wire="id", place="path", required=True),),
    results={200: Result(type=models.TranslationSet)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
DELETE_TRANSLATION: Operation[None] = Operation(
    id="deleteTranslation",
    method="DELETE",
    path="/api/translations/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(Parameter(name="translation_id", wire="id", place="path", required=True),),
    results={200: Result()},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
