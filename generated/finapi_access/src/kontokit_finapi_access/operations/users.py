# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Users: The users of a client: their lives, names and passwords.
"""

from __future__ import annotations

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Secret, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models


class UsersGroup(ResourceGroup[SyncClient]):
    """The users of a client: their lives, names and passwords."""

    def get(self, *, options: CallOptions | CallOptionsDict | None = None) -> models.User:
        """
        Get the authorized user.

        Returns the user to whom the token belongs. The password is never shown and reads
        `XXXXX`. No bank connections or accounts are part of the answer.

        The provider calls it ``getAuthorizedUser`` (``GET /api/v2/users``); see
        https://docs.finapi.io/.

        Returns:
            The user's data.

        Raises:
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
        return self._client.call(GET_AUTHORIZED_USER, {}, options=options)

    def create(
        self,
        *,
        email: str | UnsetType = UNSET,
        id: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Create a user.

        Creates a user below the mandator, who can then be authorized with `grant_type=password`
        and import bank connections. An identifier or password that is not given is made up by
        finAPI. Keep the answer, since it is the only place where the password is shown in
        clear. When `isUserAutoVerificationEnabled` is off, the user has to be verified with
        `POST /users/verify/{userId}` first. An identifier that is already in use is refused
        with 422.

        The provider calls it ``createUser`` (``POST /api/v2/users``); see
        https://docs.finapi.io/.

        Args:
            email: E-mail address. finAPI sends no messages to it; it is returned encrypted when
                a password change is requested. 1 to 320 characters. Example:
                ``erika.mustermann@example.invalid``.
            id: Identifier of the user, unique within the mandator and independent of upper and
                lower case. Without it finAPI makes one up. 1 to 36 characters. Example:
                ``username``.
            is_auto_update_enabled: Whether the user's bank connections take part in the
                automatic update, provided that the client has it enabled. Example: ``false``.
            password: Password of the user. Without it finAPI makes one up. 6 to 128 characters.
            phone: Phone number, in any notation. 1 to 50 characters. Example: ``+49 30
                1234567``.

        Returns:
            The user is created. The body holds the password in clear.

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
            CREATE_USER,
            {},
            {
                "email": email,
                "id": id,
                "is_auto_update_enabled": is_auto_update_enabled,
                "password": password,
                "phone": phone,
            },
            options=options,
        )

    def edit(
        self,
        *,
        email: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Edit the authorized user.

        Changes the e-mail address, the phone number or the automatic update of the user to whom
        the token belongs. Properties that are missing stay as they are, and an empty text
        removes the e-mail address or phone number. At least one property has to be given,
        otherwise the call is refused with 400. The identifier and the password cannot be
        changed here.

        The provider calls it ``editAuthorizedUser`` (``PATCH /api/v2/users``); see
        https://docs.finapi.io/.

        Args:
            email: New e-mail address. An empty text removes the stored one. At most 320
                characters. Example: ``erika.mustermann@example.invalid``.
            is_auto_update_enabled: Whether the user's bank connections take part in the
                automatic update, provided that the client has it enabled. Example: ``true``.
            phone: New phone number. An empty text removes the stored one. At most 50
                characters. Example: ``+49 30 1234567``.

        Returns:
            The user after the change; the password reads `XXXXX`.

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
            EDIT_AUTHORIZED_USER,
            {},
            {"email": email, "is_auto_update_enabled": is_auto_update_enabled, "phone": phone},
            options=options,
        )

    def delete(
        self,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete the authorized user.

        Deletes the user to whom the token belongs together with all bank connections, accounts,
        balances and transactions, which cannot be undone. It is refused with 423 while one of
        the bank connections is being imported, updated or categorized. Each client of the
        mandator with a `userSynchronizationCallbackUrl`, the calling one included, gets a
        message about the deletion.

        The provider calls it ``deleteAuthorizedUser`` (``DELETE /api/v2/users``); see
        https://docs.finapi.io/.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

        Returns:
            The user and all of the user's data are deleted. There is no body.

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
        return self._client.call(
            DELETE_AUTHORIZED_USER,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )

    def execute_password_change(
        self,
        *,
        password: Secret | str,
        password_change_token: Secret | str,
        user_id: str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Set a new password.

        Second step of a password change: sets the new password of a user with the token from
        `POST /users/requestPasswordChange`, after decrypting it. All tokens of the user are
        revoked, and a locked user is unlocked. An unknown user is refused with 404, values in a
        wrong form (such as a token that is still encrypted) with 400.

        The provider calls it ``executePasswordChange`` (``POST
        /api/v2/users/executePasswordChange``); see https://docs.finapi.io/.

        Args:
            password: The new password. 6 to 128 characters.
            password_change_token: The token from `POST /users/requestPasswordChange` after
                decryption with the data decryption key. Exactly 36 characters.
            user_id: Identifier of the user for whom the token was requested. 1 to 36
                characters. Example: ``username``.

        Returns:
            The new password is set. There is no body.

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
            EXECUTE_PASSWORD_CHANGE,
            {},
            {
                "password": password,
                "password_change_token": password_change_token,
                "user_id": user_id,
            },
            options=options,
        )

    def request_password_change(
        self, *, user_id: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.PasswordChangingResource:
        """
        Request a password change.

        First step of a password change that needs neither the old password nor a token of the
        user. The token and the e-mail address in the answer are encrypted with the client's
        data decryption key; decrypt the token and pass it to `POST
        /users/executePasswordChange`. finAPI sends nothing to the user, so the client has to
        make sure who is asking. An unknown user is refused with 404.

        The provider calls it ``requestPasswordChange`` (``POST
        /api/v2/users/requestPasswordChange``); see https://docs.finapi.io/.

        Args:
            user_id: Identifier of the user. Upper and lower case make no difference. 1 to 36
                characters. Example: ``username``.

        Returns:
            The encrypted token for the second step, and the user's encrypted e-mail address if
                there is one.

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
        return self._client.call(REQUEST_PASSWORD_CHANGE, {}, {"user_id": user_id}, options=options)

    def get_verification_status(
        self, *, user_id: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.VerificationStatusResource:
        """
        Get a user's verification status.

        Tells whether a user has been verified. Users who are not verified exist only when
        `isUserAutoVerificationEnabled` is off or was off when they were created. An unknown
        user is refused with 404.

        The provider calls it ``getVerificationStatus`` (``GET
        /api/v2/users/verificationStatus``); see https://docs.finapi.io/.

        Args:
            user_id: Identifier of the user. Upper and lower case make no difference.

        Returns:
            The verification status of the user.

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
        return self._client.call(GET_VERIFICATION_STATUS, {"user_id": user_id}, options=options)

    def verify(self, user_id: str, *, options: CallOptions | CallOptionsDict | None = None) -> None:
        """
        Verify a user.

        Marks a user as verified, so that tokens can be issued for the user. It is needed only
        when `isUserAutoVerificationEnabled` is off in the client's configuration; how the user
        is checked beforehand is up to the client. An unknown user is refused with 404, one who
        is already verified with 422.

        The provider calls it ``verifyUser`` (``POST /api/v2/users/verify/{userId}``); see
        https://docs.finapi.io/.

        Args:
            user_id: Identifier of the user. Upper and lower case make no difference.

        Returns:
            The user is verified. There is no body.

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
        return self._client.call(VERIFY_USER, {"user_id": user_id}, options=options)

    def delete_unverified(
        self, user_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete an unverified user.

        Deletes a user who has not been verified, for example after a registration that was
        never completed. Each client of the mandator with a `userSynchronizationCallbackUrl`,
        the calling one included, gets a message about the deletion. An unknown user is refused
        with 404, one who is already verified with 422; verified users are deleted with `DELETE
        /users` or `POST /mandatorAdmin/deleteUsers`.

        The provider calls it ``deleteUnverifiedUser`` (``DELETE /api/v2/users/{userId}``); see
        https://docs.finapi.io/.

        Args:
            user_id: Identifier of the user. Upper and lower case make no difference.

        Returns:
            The user is deleted. There is no body.

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
        return self._client.call(DELETE_UNVERIFIED_USER, {"user_id": user_id}, options=options)


class AsyncUsersGroup(ResourceGroup[AsyncClient]):
    """The users of a client: their lives, names and passwords."""

    async def get(self, *, options: CallOptions | CallOptionsDict | None = None) -> models.User:
        """
        Get the authorized user.

        The provider calls it ``getAuthorizedUser`` (``GET /api/v2/users``); see
        https://docs.finapi.io/. See :meth:`UsersGroup.get`.
        """
        return await self._client.call(GET_AUTHORIZED_USER, {}, options=options)

    async def create(
        self,
        *,
        email: str | UnsetType = UNSET,
        id: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Create a user.

        Arguments: ``email``, ``id``, ``is_auto_update_enabled``, ``password``, ``phone``. The
        provider calls it ``createUser`` (``POST /api/v2/users``); see https://docs.finapi.io/.
        See :meth:`UsersGroup.create`.
        """
        return await self._client.call(
            CREATE_USER,
            {},
            {
                "email": email,
                "id": id,
                "is_auto_update_enabled": is_auto_update_enabled,
                "password": password,
                "phone": phone,
            },
            options=options,
        )

    async def edit(
        self,
        *,
        email: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Edit the authorized user.

        Arguments: ``email``, ``is_auto_update_enabled``, ``phone``. The provider calls it
        ``editAuthorizedUser`` (``PATCH /api/v2/users``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.edit`.
        """
        return await self._client.call(
            EDIT_AUTHORIZED_USER,
            {},
            {"email": email, "is_auto_update_enabled": is_auto_update_enabled, "phone": phone},
            options=options,
        )

    async def delete(
        self,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete the authorized user.

        Arguments: ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. The provider calls
        it ``deleteAuthorizedUser`` (``DELETE /api/v2/users``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.delete`.
        """
        return await self._client.call(
            DELETE_AUTHORIZED_USER,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )

    async def execute_password_change(
        self,
        *,
        password: Secret | str,
        password_change_token: Secret | str,
        user_id: str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Set a new password.

        Arguments: ``password``, ``password_change_token``, ``user_id``. The provider calls it
        ``executePasswordChange`` (``POST /api/v2/users/executePasswordChange``); see
        https://docs.finapi.io/. See :meth:`UsersGroup.execute_password_change`.
        """
        return await self._client.call(
            EXECUTE_PASSWORD_CHANGE,
            {},
            {
                "password": password,
                "password_change_token": password_change_token,
                "user_id": user_id,
            },
            options=options,
        )

    async def request_password_change(
        self, *, user_id: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.PasswordChangingResource:
        """
        Request a password change.

        Arguments: ``user_id``. The provider calls it ``requestPasswordChange`` (``POST
        /api/v2/users/requestPasswordChange``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.request_password_change`.
        """
        return await self._client.call(
            REQUEST_PASSWORD_CHANGE, {}, {"user_id": user_id}, options=options
        )

    async def get_verification_status(
        self, *, user_id: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.VerificationStatusResource:
        """
        Get a user's verification status.

        Arguments: ``user_id``. The provider calls it ``getVerificationStatus`` (``GET
        /api/v2/users/verificationStatus``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.get_verification_status`.
        """
        return await self._client.call(
            GET_VERIFICATION_STATUS, {"user_id": user_id}, options=options
        )

    async def verify(
        self, user_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Verify a user.

        Arguments: ``user_id``. The provider calls it ``verifyUser`` (``POST
        /api/v2/users/verify/{userId}``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.verify`.
        """
        return await self._client.call(VERIFY_USER, {"user_id": user_id}, options=options)

    async def delete_unverified(
        self, user_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete an unverified user.

        Arguments: ``user_id``. The provider calls it ``deleteUnverifiedUser`` (``DELETE
        /api/v2/users/{userId}``); see https://docs.finapi.io/. See
        :meth:`UsersGroup.delete_unverified`.
        """
        return await self._client.call(
            DELETE_UNVERIFIED_USER, {"user_id": user_id}, options=options
        )


GET_AUTHORIZED_USER: Operation[models.User] = Operation(
    id="getAuthorizedUser",
    method="GET",
    path="/api/v2/users",
    retry_class="read",
    security=(("userToken",),),
    results={200: Result(type=models.User)},
    errors={401: models.BadCredentialsError, 403: models.ErrorMessage, 500: models.ErrorMessage},
)
CREATE_USER: Operation[models.User] = Operation(
    id="createUser",
    method="POST",
    path="/api/v2/users",
    retry_class="create",
    security=(("clientToken",),),
    body=Body(media_type="application/json", type=models.UserCreateParams, required=True),
    results={201: Result(type=models.User)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_AUTHORIZED_USER: Operation[models.User] = Operation(
    id="editAuthorizedUser",
    method="PATCH",
    path="/api/v2/users",
    retry_class="write",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.UserUpdateParams, required=True),
    results={200: Result(type=models.User)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_AUTHORIZED_USER: Operation[None] = Operation(
    id="deleteAuthorizedUser",
    method="DELETE",
    path="/api/v2/users",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header", end_user="device_os"),
        Parameter(
            name="psu_ip_address", wire="PSU-IP-Address", place="header", end_user="ip_address"
        ),
        Parameter(
            name="psu_user_agent", wire="PSU-User-Agent", place="header", end_user="user_agent"
        ),
    ),
    results={200: Result()},
    errors={
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EXECUTE_PASSWORD_CHANGE: Operation[None] = Operation(
    id="executePasswordChange",
    method="POST",
    path="/api/v2/users/executePasswordChange",
    retry_class="create",
    security=(("clientToken",),),
    body=Body(
        media_type="application/json", type=models.ExecutePasswordChangeParams, required=True
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
REQUEST_PASSWORD_CHANGE: Operation[models.PasswordChangingResource] = Operation(
    id="requestPasswordChange",
    method="POST",
    path="/api/v2/users/requestPasswordChange",
    retry_class="write",
    security=(("clientToken",),),
    body=Body(
        media_type="application/json", type=models.RequestPasswordChangeParams, required=True
    ),
    results={200: Result(type=models.PasswordChangingResource)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_VERIFICATION_STATUS: Operation[models.VerificationStatusResource] = Operation(
    id="getVerificationStatus",
    method="GET",
    path="/api/v2/users/verificationStatus",
    retry_class="read",
    security=(("clientToken",),),
    parameters=(Parameter(name="user_id", wire="userId", place="query", required=True),),
    results={200: Result(type=models.VerificationStatusResource)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
VERIFY_USER: Operation[None] = Operation(
    id="verifyUser",
    method="POST",
    path="/api/v2/users/verify/{userId}",
    retry_class="create",
    security=(("clientToken",),),
    parameters=(Parameter(name="user_id", wire="userId", place="path", required=True),),
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
DELETE_UNVERIFIED_USER: Operation[None] = Operation(
    id="deleteUnverifiedUser",
    method="DELETE",
    path="/api/v2/users/{userId}",
    retry_class="write",
    security=(("clientToken",),),
    parameters=(Parameter(name="user_id", wire="userId", place="path", required=True),),
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
