# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Users: The users of a tenant, each of whom holds bank accesses.
"""

from __future__ import annotations

import builtins
from typing import Literal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Location,
    Secret,
    SyncClient,
)
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_banksapi import models


class UsersGroup(ResourceGroup[SyncClient]):
    """The users of a tenant, each of whom holds bank accesses."""

    def create(
        self,
        tenant_name: str,
        *,
        username: str,
        password: Secret | str,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.User]:
        """
        Create a user.

        Creates the technical user behind which the bank accesses, products and payments of one
        of your customers are kept. The user is active at once and signs in with the name and
        password given here. Users are what BANKSapi bills by, so create one per customer and
        not one per sign-in.

        The answer has no body: the id of the user is the last segment of the `Location` header.
        A name that is already taken is answered by 409, so after a lost answer look the name up
        in the list of users.

        The provider calls it ``createUser`` (``POST
        /auth/mgmt/v1/tenants/{tenant-name}/users``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            username: Name for asking for user tokens; unique within the tenant. Example:
                ``erika.beispiel``.
            password: Password for asking for user tokens: at least 10 characters, of which at
                least 2 are letters and at least 2 are digits or signs.
            firstname: First name of the person. Example: ``Erika``.
            lastname: Last name of the person. Example: ``Beispiel``.

        Returns:
            The user exists and is active. There is no body.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            ConflictError: 409. What shall be unique is taken already, such as a user name. The
                body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_USER,
            {"tenant_name": tenant_name},
            {
                "username": username,
                "password": password,
                "firstname": firstname,
                "lastname": lastname,
            },
            options=options,
        )

    def list(
        self,
        tenant_name: str,
        *,
        include_inactive: bool | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.User, builtins.list[models.User]]:
        """
        List the users of a tenant.

        Lists all active users of the tenant, and the deactivated ones as well when
        `include_inactive` is set. There is no paging: the list comes in one piece.

        The provider calls it ``getUsers`` (``GET /auth/mgmt/v1/tenants/{tenant-name}/users``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            include_inactive: Set to true to have deactivated users listed too. By default, they
                are left out.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The users.

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
        return self._client.list(
            GET_USERS,
            {"tenant_name": tenant_name, "include_inactive": include_inactive},
            max_items=max_items,
            options=options,
        )

    def get(
        self,
        tenant_name: str,
        user_id: str,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Get one user.

        Reads one active user. Deactivated users are only promised in the list of users, with
        `includeInactive`.

        The provider calls it ``getUser`` (``GET
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            user_id: Id of the user, the last segment of the `Location` given when it was
                created. Where `reftype` is taken and set to `username`, the user name stands
                here instead.

        Returns:
            The user.

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
            GET_USER, {"tenant_name": tenant_name, "user_id": user_id}, options=options
        )

    def edit(
        self,
        tenant_name: str,
        user_id: str,
        *,
        username: str | UnsetType = UNSET,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Change the names of a user.

        Changes the user name, the first name or the last name. The password cannot be changed
        here; it is set again when a deactivated user is reactivated.

        With a new user name the next user token has to be asked for under that name. A name
        that is already taken is answered by 409.

        The provider calls it ``updateUser`` (``PUT
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            user_id: Id of the user, the last segment of the `Location` given when it was
                created. Where `reftype` is taken and set to `username`, the user name stands
                here instead.
            username: New name for asking for user tokens; unique within the tenant. Example:
                ``erika.beispiel``.
            firstname: New first name of the person. Example: ``Erika``.
            lastname: New last name of the person. Example: ``Muster``.
            reftype: What `user-id` in the path is; by default the id.

        Returns:
            The names are changed. There is no body.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            ConflictError: 409. What shall be unique is taken already, such as a user name. The
                body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            UPDATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            {"username": username, "firstname": firstname, "lastname": lastname},
            options=options,
        )

    def delete(
        self,
        tenant_name: str,
        user_id: str,
        *,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete a deactivated user.

        Deletes a user. Only a deactivated user can be deleted: as long as it is active, the
        answer is 405.

        What becomes of the bank accesses of the user is not documented. Remove them with a user
        token before the user is deactivated when you want to be sure.

        The provider calls it ``deleteUser`` (``DELETE
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            user_id: Id of the user, the last segment of the `Location` given when it was
                created. Where `reftype` is taken and set to `username`, the user name stands
                here instead.
            reftype: What `user-id` in the path is; by default the id.

        Returns:
            The user is deleted. There is no body.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            MethodNotAllowedError: 405. The resource does not allow this in its present state; a
                user has to be deactivated before it can be deleted. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            DELETE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            options=options,
        )

    def deactivate(
        self,
        tenant_name: str,
        user_id: str,
        *,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Deactivate a user.

        Puts a user out of use. It disappears from the list of active users and can then be
        deleted, or taken back into use with a new password.

        Whether tokens of the user that are still valid end with it is not documented; revoke
        them yourself.

        The provider calls it ``deactivateUser`` (``PUT
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/deactivate``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            user_id: Id of the user, the last segment of the `Location` given when it was
                created. Where `reftype` is taken and set to `username`, the user name stands
                here instead.
            reftype: What `user-id` in the path is; by default the id.

        Returns:
            The user is deactivated. There is no body.

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
            DEACTIVATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            options=options,
        )

    def reactivate(
        self,
        tenant_name: str,
        user_id: str,
        *,
        username: str,
        password: Secret | str,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Take a deactivated user back into use.

        Makes a deactivated user active again. The body is that of creating a user and required,
        so expect name and password to be set again and the old password to be gone.

        The provider calls it ``reactivateUser`` (``POST
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/reactivate``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tenant_name: Technical name of the tenant; it stands in every token as `tenant`.
            user_id: Id of the user, the last segment of the `Location` given when it was
                created. Where `reftype` is taken and set to `username`, the user name stands
                here instead.
            username: Name for asking for user tokens; unique within the tenant. Example:
                ``erika.beispiel``.
            password: Password for asking for user tokens: at least 10 characters, of which at
                least 2 are letters and at least 2 are digits or signs.
            firstname: First name of the person. Example: ``Erika``.
            lastname: Last name of the person. Example: ``Beispiel``.
            reftype: What `user-id` in the path is; by default the id.

        Returns:
            The user is active again. There is no body.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
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
            REACTIVATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            {
                "username": username,
                "password": password,
                "firstname": firstname,
                "lastname": lastname,
            },
            options=options,
        )


class AsyncUsersGroup(ResourceGroup[AsyncClient]):
    """The users of a tenant, each of whom holds bank accesses."""

    async def create(
        self,
        tenant_name: str,
        *,
        username: str,
        password: Secret | str,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.User]:
        """
        Create a user.

        Arguments: ``tenant_name``, ``username``, ``password``, ``firstname``, ``lastname``. The
        provider calls it ``createUser`` (``POST /auth/mgmt/v1/tenants/{tenant-name}/users``);
        see https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.create`.
        """
        return await self._client.call(
            CREATE_USER,
            {"tenant_name": tenant_name},
            {
                "username": username,
                "password": password,
                "firstname": firstname,
                "lastname": lastname,
            },
            options=options,
        )

    def list(
        self,
        tenant_name: str,
        *,
        include_inactive: bool | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.User, builtins.list[models.User]]:
        """
        List the users of a tenant.

        Arguments: ``tenant_name``, ``include_inactive``, ``max_items``. The provider calls it
        ``getUsers`` (``GET /auth/mgmt/v1/tenants/{tenant-name}/users``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.list`.
        """
        return self._client.list(
            GET_USERS,
            {"tenant_name": tenant_name, "include_inactive": include_inactive},
            max_items=max_items,
            options=options,
        )

    async def get(
        self,
        tenant_name: str,
        user_id: str,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.User:
        """
        Get one user.

        Arguments: ``tenant_name``, ``user_id``. The provider calls it ``getUser`` (``GET
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.get`.
        """
        return await self._client.call(
            GET_USER, {"tenant_name": tenant_name, "user_id": user_id}, options=options
        )

    async def edit(
        self,
        tenant_name: str,
        user_id: str,
        *,
        username: str | UnsetType = UNSET,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Change the names of a user.

        Arguments: ``tenant_name``, ``user_id``, ``username``, ``firstname``, ``lastname``,
        ``reftype``. The provider calls it ``updateUser`` (``PUT
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.edit`.
        """
        return await self._client.call(
            UPDATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            {"username": username, "firstname": firstname, "lastname": lastname},
            options=options,
        )

    async def delete(
        self,
        tenant_name: str,
        user_id: str,
        *,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete a deactivated user.

        Arguments: ``tenant_name``, ``user_id``, ``reftype``. The provider calls it
        ``deleteUser`` (``DELETE /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.delete`.
        """
        return await self._client.call(
            DELETE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            options=options,
        )

    async def deactivate(
        self,
        tenant_name: str,
        user_id: str,
        *,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Deactivate a user.

        Arguments: ``tenant_name``, ``user_id``, ``reftype``. The provider calls it
        ``deactivateUser`` (``PUT
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/deactivate``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.deactivate`.
        """
        return await self._client.call(
            DEACTIVATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            options=options,
        )

    async def reactivate(
        self,
        tenant_name: str,
        user_id: str,
        *,
        username: str,
        password: Secret | str,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
        reftype: models.UserReferenceType | Literal["id", "username"] | str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Take a deactivated user back into use.

        Arguments: ``tenant_name``, ``user_id``, ``username``, ``password``, ``firstname``,
        ``lastname``, ``reftype``. The provider calls it ``reactivateUser`` (``POST
        /auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/reactivate``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`UsersGroup.reactivate`.
        """
        return await self._client.call(
            REACTIVATE_USER,
            {"tenant_name": tenant_name, "user_id": user_id, "reftype": reftype},
            {
                "username": username,
                "password": password,
                "firstname": firstname,
                "lastname": lastname,
            },
            options=options,
        )


CREATE_USER: Operation[Location[models.User]] = Operation(
    id="createUser",
    method="POST",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users",
    retry_class="create",
    security=(("clientToken",),),
    parameters=(Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),),
    body=Body(media_type="application/json", type=models.CreateUser, required=True),
    results={201: Result(location=True)},
    other_statuses=(400, 401, 403, 404, 409, 500),
)
GET_USERS: Operation[list[models.User]] = Operation(
    id="getUsers",
    method="GET",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users",
    retry_class="read",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="include_inactive", wire="includeInactive", place="query", type="boolean"),
    ),
    results={200: Result(type=list[models.User])},
    other_statuses=(401, 403, 404, 500),
    rows="*",
)
GET_USER: Operation[models.User] = Operation(
    id="getUser",
    method="GET",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}",
    retry_class="read",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="user_id", wire="user-id", place="path", required=True),
    ),
    results={200: Result(type=models.User)},
    other_statuses=(401, 403, 404, 500),
)
UPDATE_USER: Operation[None] = Operation(
    id="updateUser",
    method="PUT",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}",
    retry_class="write",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="user_id", wire="user-id", place="path", required=True),
        Parameter(name="reftype", wire="reftype", place="query"),
    ),
    body=Body(media_type="application/json", type=models.ChangeUserDetails, required=True),
    results={200: Result()},
    other_statuses=(400, 401, 403, 404, 409, 500),
)
DELETE_USER: Operation[None] = Operation(
    id="deleteUser",
    method="DELETE",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}",
    retry_class="write",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="user_id", wire="user-id", place="path", required=True),
        Parameter(name="reftype", wire="reftype", place="query"),
    ),
    results={200: Result()},
    other_statuses=(401, 403, 404, 405, 500),
)
DEACTIVATE_USER: Operation[None] = Operation(
    id="deactivateUser",
    method="PUT",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/deactivate",
    retry_class="write",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="user_id", wire="user-id", place="path", required=True),
        Parameter(name="reftype", wire="reftype", place="query"),
    ),
    results={200: Result()},
    other_statuses=(401, 403, 404, 500),
)
REACTIVATE_USER: Operation[None] = Operation(
    id="reactivateUser",
    method="POST",
    path="/auth/mgmt/v1/tenants/{tenant-name}/users/{user-id}/reactivate",
    retry_class="create",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="tenant_name", wire="tenant-name", place="path", required=True),
        Parameter(name="user_id", wire="user-id", place="path", required=True),
        Parameter(name="reftype", wire="reftype", place="query"),
    ),
    body=Body(media_type="application/json", type=models.CreateUser, required=True),
    results={200: Result()},
    other_statuses=(400, 401, 403, 404, 500),
)
