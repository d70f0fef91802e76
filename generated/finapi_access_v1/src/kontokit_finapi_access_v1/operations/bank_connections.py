# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank Connections: Importing, updating and removing what a user has at one bank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kontokit import AsyncClient, CallOptions, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result, deprecated
from kontokit_finapi_access_v1 import models


class BankConnectionsGroup(ResourceGroup[SyncClient]):
    """Importing, updating and removing what a user has at one bank."""

    def list(
        self, *, ids: Sequence[int] | None = None, options: CallOptions | None = None
    ) -> models.BankConnectionList:
        """
        List bank connections.

        Gives all bank connections of the user, or those with the given ids. The list is not
        paged. The answer is what finAPI has stored; the bank is not contacted.

        The provider calls it ``getAllBankConnections``.

        Args:
            ids: Only the bank connections with these ids.

        Returns:
            The bank connections that match.

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
        return self._client.call(GET_ALL_BANK_CONNECTIONS, {"ids": ids}, options=options)

    @deprecated("getMultipleBankConnections is deprecated by the provider; use list")
    def get_multiple(
        self, *, ids: Sequence[int], options: CallOptions | None = None
    ) -> models.BankConnectionList:
        """
        Deprecated: use ``list``, which has the same arguments, result and errors.

        The provider calls it ``getMultipleBankConnections``.
        """
        return self.list(ids=ids, options=options)

    def delete_all(self, *, options: CallOptions | None = None) -> models.IdentifierList:
        """
        Delete all bank connections.

        Deletes all bank connections of the user with their accounts, balances and transactions,
        and the notification rules that belong to them. When one of them is busy with an import,
        an update or categorisation, nothing is deleted and the answer is 423.

        The provider calls it ``deleteAllBankConnections``.

        Returns:
            The ids of the bank connections that were deleted.

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
        return self._client.call(DELETE_ALL_BANK_CONNECTIONS, {}, options=options)

    def connect_interface(
        self,
        body: models.ConnectInterfaceParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Connect another interface of the bank.

        Adds an interface to an existing bank connection, so that its accounts are reached over
        a second way, and downloads the accounts over it. It has the bank contacted, like an
        import: the answer comes when the login has succeeded, the download goes on afterwards.

        The bank may ask for SCA (510). While the bank connection is busy the answer is 423;
        credentials that the bank refuses are 422.

        The provider calls it ``connectInterface``.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.
            body: The interface to connect and what it needs. A dict uses the names on the wire.

        Returns:
            The bank connection with the new interface; its download may be going on.

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
            CONNECT_INTERFACE,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    def import_bank_connection(
        self,
        body: models.ImportBankConnectionParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Import a bank connection.

        Signs the user in at the bank and imports the accounts. Which fields are needed depends
        on the interface of the bank: `loginCredentials` for its login fields, `redirectUrl`
        with `REDIRECT_APPROACH`, `accountReferences` with `DETAILED_CONSENT`.

        The bank may ask for SCA: then the answer is 510, and the same call is repeated with the
        whole body and `multiStepAuthentication`. With a decoupled approval repeat about every
        five seconds, not faster.

        The answer comes when the login has succeeded. The download goes on afterwards: wait
        until `updateStatus` is `READY`, then look at `lastManualUpdate` of the interface. Never
        repeat the call after a lost answer: banks lock a login after a few wrong attempts.

        The provider calls it ``importBankConnection``.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.
            body: The bank to import, the interface, and what it needs. A dict uses the names on
                the wire.

        Returns:
            The new bank connection; its download may be going on.

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
            IMPORT_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    def remove_interface(
        self,
        body: models.RemoveInterfaceParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> None:
        """
        Remove an interface from a bank connection.

        Removes an interface with its stored credentials and consent. Accounts that were reached
        over this interface alone are deleted with their transactions; when it was the last
        interface, the bank connection is deleted too. While the bank connection is busy the
        answer is 423.

        The provider calls it ``removeInterface``.

        Args:
            body: The interface to remove. A dict uses the names on the wire.

        Returns:
            The interface is removed. There is no body.

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
        return self._client.call(REMOVE_INTERFACE, {}, body, options=options)

    def update(
        self,
        body: models.UpdateBankConnectionParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Update a bank connection from the bank.

        Signs in at the bank again and downloads new balances and transactions over one
        interface. Credentials that are stored need not be sent. With the user's metadata in the
        `PSU` headers the bank counts it as attended.

        The bank may ask for SCA (510), as with an import. The answer comes when the login has
        succeeded; wait until `updateStatus` is `READY`, then look at `lastManualUpdate` of the
        interface. While the bank connection is busy the answer is 423.

        The provider calls it ``updateBankConnection``.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.
            body: The bank connection to update, the interface, and what it needs. A dict uses
                the names on the wire.

        Returns:
            The bank connection; its download may be going on.

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
            UPDATE_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    def get(self, id: int, *, options: CallOptions | None = None) -> models.BankConnection:
        """
        Get a bank connection.

        Gives one bank connection as finAPI has it stored. Ask again while `updateStatus` is
        `IN_PROGRESS`; every few seconds is enough. The bank is not contacted.

        The provider calls it ``getBankConnection``.

        Args:
            id: Id of the bank connection.

        Returns:
            The bank connection.

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
        return self._client.call(GET_BANK_CONNECTION, {"id": id}, options=options)

    def edit(
        self,
        id: int,
        body: models.EditBankConnectionParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Change a bank connection.

        Changes the name, or credentials and the default SCA procedure of one interface. Whether
        new credentials are right turns out with the next update. While the bank connection is
        busy the answer is 423.

        The provider calls it ``editBankConnection``.

        Args:
            id: Id of the bank connection.
            body: What to change. A dict uses the names on the wire.

        Returns:
            The bank connection with its new values.

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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(EDIT_BANK_CONNECTION, {"id": id}, body, options=options)

    def delete(self, id: int, *, options: CallOptions | None = None) -> None:
        """
        Delete a bank connection.

        Deletes a bank connection with its accounts, balances and transactions. It is taken out
        of notification rules, and rules for it alone are deleted. While it is busy the answer
        is 423.

        The provider calls it ``deleteBankConnection``.

        Args:
            id: Id of the bank connection.

        Returns:
            The bank connection is deleted. There is no body.

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
        return self._client.call(DELETE_BANK_CONNECTION, {"id": id}, options=options)

    def delete_consent(
        self,
        id: int,
        *,
        interface: models.BankingInterface | str,
        force_deletion: bool | None = None,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.DeleteConsent:
        """
        Delete the consent of an interface.

        Ends the consent for account information of one interface, at the bank where its
        interface allows that, and in finAPI. The next update needs the user again. When the
        bank does not delete it, `forceDeletion` deletes it in finAPI all the same.

        The provider calls it ``deleteAccessData``.

        Args:
            id: Id of the bank connection.
            interface: The interface whose consent ends.
            force_deletion: Set to true to have the consent deleted in finAPI even when the bank
                has not deleted it.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

        Returns:
            What has become of the consent at the bank and in finAPI.

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
            DELETE_ACCESS_DATA,
            {
                "id": id,
                "force_deletion": force_deletion,
                "interface": interface,
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )


class AsyncBankConnectionsGroup(ResourceGroup[AsyncClient]):
    """Importing, updating and removing what a user has at one bank."""

    async def list(
        self, *, ids: Sequence[int] | None = None, options: CallOptions | None = None
    ) -> models.BankConnectionList:
        """
        List bank connections.

        Arguments: ``ids``. See :meth:`BankConnectionsGroup.list`.
        """
        return await self._client.call(GET_ALL_BANK_CONNECTIONS, {"ids": ids}, options=options)

    @deprecated("getMultipleBankConnections is deprecated by the provider; use list")
    async def get_multiple(
        self, *, ids: Sequence[int], options: CallOptions | None = None
    ) -> models.BankConnectionList:
        """
        Deprecated: use ``list``.

        Arguments: ``ids``. See :meth:`BankConnectionsGroup.get_multiple`.
        """
        return await self.list(ids=ids, options=options)

    async def delete_all(self, *, options: CallOptions | None = None) -> models.IdentifierList:
        """
        Delete all bank connections.

        See :meth:`BankConnectionsGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_BANK_CONNECTIONS, {}, options=options)

    async def connect_interface(
        self,
        body: models.ConnectInterfaceParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Connect another interface of the bank.

        Arguments: ``body``, ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. See
        :meth:`BankConnectionsGroup.connect_interface`.
        """
        return await self._client.call(
            CONNECT_INTERFACE,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    async def import_bank_connection(
        self,
        body: models.ImportBankConnectionParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Import a bank connection.

        Arguments: ``body``, ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. See
        :meth:`BankConnectionsGroup.import_bank_connection`.
        """
        return await self._client.call(
            IMPORT_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    async def remove_interface(
        self,
        body: models.RemoveInterfaceParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> None:
        """
        Remove an interface from a bank connection.

        Arguments: ``body``. See :meth:`BankConnectionsGroup.remove_interface`.
        """
        return await self._client.call(REMOVE_INTERFACE, {}, body, options=options)

    async def update(
        self,
        body: models.UpdateBankConnectionParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Update a bank connection from the bank.

        Arguments: ``body``, ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. See
        :meth:`BankConnectionsGroup.update`.
        """
        return await self._client.call(
            UPDATE_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )

    async def get(self, id: int, *, options: CallOptions | None = None) -> models.BankConnection:
        """
        Get a bank connection.

        Arguments: ``id``. See :meth:`BankConnectionsGroup.get`.
        """
        return await self._client.call(GET_BANK_CONNECTION, {"id": id}, options=options)

    async def edit(
        self,
        id: int,
        body: models.EditBankConnectionParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.BankConnection:
        """
        Change a bank connection.

        Arguments: ``id``, ``body``. See :meth:`BankConnectionsGroup.edit`.
        """
        return await self._client.call(EDIT_BANK_CONNECTION, {"id": id}, body, options=options)

    async def delete(self, id: int, *, options: CallOptions | None = None) -> None:
        """
        Delete a bank connection.

        Arguments: ``id``. See :meth:`BankConnectionsGroup.delete`.
        """
        return await self._client.call(DELETE_BANK_CONNECTION, {"id": id}, options=options)

    async def delete_consent(
        self,
        id: int,
        *,
        interface: models.BankingInterface | str,
        force_deletion: bool | None = None,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.DeleteConsent:
        """
        Delete the consent of an interface.

        Arguments: ``id``, ``interface``, ``force_deletion``, ``psu_device_os``,
        ``psu_ip_address``, ``psu_user_agent``. See :meth:`BankConnectionsGroup.delete_consent`.
        """
        return await self._client.call(
            DELETE_ACCESS_DATA,
            {
                "id": id,
                "force_deletion": force_deletion,
                "interface": interface,
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )


GET_ALL_BANK_CONNECTIONS: Operation[models.BankConnectionList] = Operation(
    id="getAllBankConnections",
    method="GET",
    path="/api/v1/bankConnections",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="ids", wire="ids", place="query", explode=False),),
    results={200: Result(type=models.BankConnectionList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ALL_BANK_CONNECTIONS: Operation[models.IdentifierList] = Operation(
    id="deleteAllBankConnections",
    method="DELETE",
    path="/api/v1/bankConnections",
    retry="write",
    security=(("userToken",),),
    results={200: Result(type=models.IdentifierList)},
    errors={
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
CONNECT_INTERFACE: Operation[models.BankConnection] = Operation(
    id="connectInterface",
    method="POST",
    path="/api/v1/bankConnections/connectInterface",
    retry="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header"),
        Parameter(name="psu_ip_address", wire="PSU-IP-Address", place="header"),
        Parameter(name="psu_user_agent", wire="PSU-User-Agent", place="header"),
    ),
    body=Body(media_type="application/json", type=models.ConnectInterfaceParams, required=True),
    results={200: Result(type=models.BankConnection)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
        510: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("repeat", "webform"),
)
IMPORT_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="importBankConnection",
    method="POST",
    path="/api/v1/bankConnections/import",
    retry="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header"),
        Parameter(name="psu_ip_address", wire="PSU-IP-Address", place="header"),
        Parameter(name="psu_user_agent", wire="PSU-User-Agent", place="header"),
    ),
    body=Body(media_type="application/json", type=models.ImportBankConnectionParams, required=True),
    results={201: Result(type=models.BankConnection)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
        510: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("repeat", "webform"),
)
REMOVE_INTERFACE: Operation[None] = Operation(
    id="removeInterface",
    method="POST",
    path="/api/v1/bankConnections/removeInterface",
    retry="write",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.RemoveInterfaceParams, required=True),
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
UPDATE_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="updateBankConnection",
    method="POST",
    path="/api/v1/bankConnections/update",
    retry="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header"),
        Parameter(name="psu_ip_address", wire="PSU-IP-Address", place="header"),
        Parameter(name="psu_user_agent", wire="PSU-User-Agent", place="header"),
    ),
    body=Body(media_type="application/json", type=models.UpdateBankConnectionParams, required=True),
    results={200: Result(type=models.BankConnection)},
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
)
GET_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="getBankConnection",
    method="GET",
    path="/api/v1/bankConnections/{id}",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    results={200: Result(type=models.BankConnection)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="editBankConnection",
    method="PATCH",
    path="/api/v1/bankConnections/{id}",
    retry="write",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    body=Body(media_type="application/json", type=models.EditBankConnectionParams, required=True),
    results={200: Result(type=models.BankConnection)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    sca=("webform",),
)
DELETE_BANK_CONNECTION: Operation[None] = Operation(
    id="deleteBankConnection",
    method="DELETE",
    path="/api/v1/bankConnections/{id}",
    retry="write",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
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
DELETE_ACCESS_DATA: Operation[models.DeleteConsent] = Operation(
    id="deleteAccessData",
    method="DELETE",
    path="/api/v1/bankConnections/{id}/aisConsent",
    retry="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="id", wire="id", place="path", required=True),
        Parameter(name="force_deletion", wire="forceDeletion", place="query"),
        Parameter(name="interface", wire="interface", place="query", required=True),
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header"),
        Parameter(name="psu_ip_address", wire="PSU-IP-Address", place="header"),
        Parameter(name="psu_user_agent", wire="PSU-User-Agent", place="header"),
    ),
    results={200: Result(type=models.DeleteConsent)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    read_timeout=300.0,
)
