# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Web Forms: Forms in which a user gives what a client without licence may not see.
"""

from __future__ import annotations

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, Parameter, ResourceGroup, Result, deprecated
from kontokit_finapi_access_v1 import models


class WebFormsGroup(ResourceGroup[SyncClient]):
    """Forms in which a user gives what a client without licence may not see."""

    @deprecated("getWebForm is deprecated by the provider")
    def get(
        self, web_form_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Get a web form.

        Deprecated by the provider.

        Tells how far the user has got with a web form of version 1, which begins when a call is
        answered with 451. Call this until the status is COMPLETED or ABORTED, then read the
        answer of the original call in `serviceResponseCode` and `serviceResponseBody`. A form
        is removed 24 hours after its creation and then refused with 404. Version 2 has no such
        forms; Web Form 2.0 takes their place.

        The provider calls it ``getWebForm`` (``GET /api/v1/webForms/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/web_forms.html.

        Args:
            web_form_id: Identifier of the web form, as in the 451 answer.

        Returns:
            The state of the web form and, at its end, the answer of the original call.

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
        return self._client.call(GET_WEB_FORM, {"web_form_id": web_form_id}, options=options)


class AsyncWebFormsGroup(ResourceGroup[AsyncClient]):
    """Forms in which a user gives what a client without licence may not see."""

    @deprecated("getWebForm is deprecated by the provider")
    async def get(
        self, web_form_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Get a web form.

        Arguments: ``web_form_id``. The provider calls it ``getWebForm`` (``GET
        /api/v1/webForms/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/web_forms.html. See
        :meth:`WebFormsGroup.get`.
        """
        return await self._client.call(GET_WEB_FORM, {"web_form_id": web_form_id}, options=options)


GET_WEB_FORM: Operation[models.WebForm] = Operation(
    id="getWebForm",
    method="GET",
    path="/api/v1/webForms/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="web_form_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.WebForm)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
