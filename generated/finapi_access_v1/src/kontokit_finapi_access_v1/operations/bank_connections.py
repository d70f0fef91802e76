# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank Connections: Importing, updating and removing what a user has at one bank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Secret,
    SyncClient,
)
from kontokit.operations import (
    BankRead,
    Body,
    Operation,
    Parameter,
    ResourceGroup,
    Result,
    deprecated,
)
from kontokit.serialization import UnsetType
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class BankConnectionsGroup(ResourceGroup[SyncClient]):
    """Importing, updating and removing what a user has at one bank."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.BankConnection, models.BankConnectionList]:
        """
        List bank connections.

        Gives all bank connections of the user, or those with the given ids. The list is not
        paged. The answer is what finAPI has stored; the bank is not contacted.

        The provider calls it ``getAllBankConnections`` (``GET /api/v1/bankConnections``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            ids: Only the bank connections with these ids.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The bank connections that
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
            GET_ALL_BANK_CONNECTIONS, {"ids": ids}, max_items=max_items, options=options
        )

    @deprecated("getMultipleBankConnections is deprecated by the provider; use list")
    def get_multiple(
        self,
        *,
        ids: Sequence[int],
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.BankConnection, models.BankConnectionList]:
        """
        Deprecated: use ``list``, which has the same arguments, result and errors.

        The provider calls it ``getMultipleBankConnections``; see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.
        """
        return self.list(ids=ids, max_items=max_items, options=options)

    def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all bank connections.

        Deletes all bank connections of the user with their accounts, balances and transactions,
        and the notification rules that belong to them. When one of them is busy with an import,
        an update or categorisation, nothing is deleted and the answer is 423.

        The provider calls it ``deleteAllBankConnections`` (``DELETE /api/v1/bankConnections``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

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
        *,
        bank_connection_id: int,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        max_days_for_download: int | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        source_interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Connect another interface of the bank.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Adds an interface to an existing bank connection, so that its accounts are reached over
        a second way, and downloads the accounts over it. It has the bank contacted, like an
        import: the answer comes when the login has succeeded, the download goes on afterwards.

        The bank may ask for SCA (510). While the bank connection is busy the answer is 423;
        credentials that the bank refuses are 422.

        The provider calls it ``connectInterface`` (``POST
        /api/v1/bankConnections/connectInterface``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection. Example: ``1``.
            interface: The interface to connect.
            account_references: The accounts to read; needed with `DETAILED_CONSENT`.
            account_types: Only accounts of these types; finAPI stops once it has them. All
                types where it is left out.
            load_owner_data: Whether to ask the bank for the owner too. Not every bank gives it.
                Example: ``true``.
            login_credentials: The login fields of the interface, each by its label. Left out
                where they are stored or the user signs in at the bank.
            max_days_for_download: How many days of transactions to download; 0 means as many as
                the bank gives. Without an SCA flow finAPI gives 89 at most. Example: ``365``.
            multi_step_authentication: The answer to the challenge of the last answer 510; left
                out in the first call.
            redirect_url: Where the bank sends the user back to; needed with
                `REDIRECT_APPROACH`. Example: ``https://app.example.invalid/return``.
            skip_positions_download: Whether to leave out transactions and securities, so that
                only accounts and balances come. Example: ``false``.
            source_interface: An interface of this bank connection whose stored credentials are
                used instead of sent ones.
            store_secrets: Whether finAPI stores the secret credentials for automatic updates.
                Volatile ones are never stored. Example: ``false``.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

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
            {
                "account_references": account_references,
                "account_types": account_types,
                "bank_connection_id": bank_connection_id,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "max_days_for_download": max_days_for_download,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "source_interface": source_interface,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    def import_bank_connection(
        self,
        *,
        bank_id: int,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_type_ids: Sequence[int] | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        banking_customer_id: str | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        banking_user_id: str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        max_days_for_download: int | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Import a bank connection.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Signs the user in at the bank and imports the accounts. Which fields are needed depends
        on the interface of the bank: `login_credentials` for its login fields, `redirect_url`
        with `REDIRECT_APPROACH`, `account_references` with `DETAILED_CONSENT`.

        The bank may ask for SCA: then the answer is 510, and the same call is repeated with the
        whole body and `multi_step_authentication`. With a decoupled approval repeat about every
        five seconds, not faster.

        The answer comes when the login has succeeded. The download goes on afterwards: wait
        until `updateStatus` is `READY`, then look at `lastManualUpdate` of the interface. Never
        repeat the call after a lost answer: banks lock a login after a few wrong attempts.

        The provider calls it ``importBankConnection`` (``POST
        /api/v1/bankConnections/import``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_id: Id of the bank. Example: ``280001``.
            account_references: The accounts to read; needed with `DETAILED_CONSENT`.
            account_type_ids: Deprecated: types of accounts by their numbers; see
                `account_types`.
            account_types: Only accounts of these types; finAPI stops once it has them. All
                types where it is left out.
            banking_customer_id: Deprecated: the customer id; see `login_credentials`. Example:
                ``demo``.
            banking_pin: Deprecated: the PIN; see `login_credentials`.
            banking_user_id: Deprecated: the user id; see `login_credentials`. Example:
                ``demo``.
            challenge_response: Deprecated: the answer to a challenge; see
                `multi_step_authentication`.
            interface: The interface over which to import.
            load_owner_data: Whether to ask the bank for the owner too. Not every bank gives it.
                Example: ``true``.
            login_credentials: The login fields of the interface, each by its label. Left out
                where they are stored or the user signs in at the bank.
            max_days_for_download: How many days of transactions to download; 0 means as many as
                the bank gives. Without an SCA flow finAPI gives 89 at most. Example: ``365``.
            multi_step_authentication: The answer to the challenge of the last answer 510; left
                out in the first call.
            name: A name for the bank connection. Example: ``Hausbank``.
            redirect_url: Where the bank sends the user back to; needed with
                `REDIRECT_APPROACH`. Example: ``https://app.example.invalid/return``.
            skip_positions_download: Whether to leave out transactions and securities, so that
                only accounts and balances come. Example: ``false``.
            store_pin: Deprecated: whether to store the PIN; see `store_secrets`. Example:
                ``false``.
            store_secrets: Whether finAPI stores the secret credentials for automatic updates.
                Volatile ones are never stored. Example: ``false``.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

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
            {
                "account_references": account_references,
                "account_type_ids": account_type_ids,
                "account_types": account_types,
                "bank_id": bank_id,
                "banking_customer_id": banking_customer_id,
                "banking_pin": banking_pin,
                "banking_user_id": banking_user_id,
                "challenge_response": challenge_response,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "max_days_for_download": max_days_for_download,
                "multi_step_authentication": multi_step_authentication,
                "name": name,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    def remove_interface(
        self,
        *,
        bank_connection_id: int,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Remove an interface from a bank connection.

        Removes an interface with its stored credentials and consent. Accounts that were reached
        over this interface alone are deleted with their transactions; when it was the last
        interface, the bank connection is deleted too. While the bank connection is busy the
        answer is 423.

        The provider calls it ``removeInterface`` (``POST
        /api/v1/bankConnections/removeInterface``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection. Example: ``1``.
            interface: The interface to remove.

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
        return self._client.call(
            REMOVE_INTERFACE,
            {},
            {"bank_connection_id": bank_connection_id, "interface": interface},
            options=options,
        )

    def update(
        self,
        *,
        bank_connection_id: int,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        force_web_form: bool | UnsetType = UNSET,
        import_new_accounts: bool | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Update a bank connection from the bank.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Signs in at the bank again and downloads new balances and transactions over one
        interface. Credentials that are stored need not be sent. With the user's metadata in the
        `PSU` headers the bank counts it as attended.

        The bank may ask for SCA (510), as with an import. The answer comes when the login has
        succeeded; wait until `updateStatus` is `READY`, then look at `lastManualUpdate` of the
        interface. While the bank connection is busy the answer is 423.

        The provider calls it ``updateBankConnection`` (``POST
        /api/v1/bankConnections/update``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection. Example: ``1``.
            account_references: The accounts to read; needed with `DETAILED_CONSENT`.
            account_types: Types of accounts to import with `import_new_accounts`; all types
                where it is left out.
            banking_pin: Deprecated: the PIN; see `login_credentials`.
            challenge_response: Deprecated: the answer to a challenge; see
                `multi_step_authentication`.
            force_web_form: Whether to answer with a web form (451) even where stored
                credentials would do. Example: ``false``.
            import_new_accounts: Whether to import accounts that are new at the bank. Example:
                ``false``.
            interface: The interface over which to update.
            load_owner_data: Whether to ask the bank for the owner too. Not every bank gives it.
                Example: ``true``.
            login_credentials: The login fields of the interface, each by its label. Left out
                where they are stored or the user signs in at the bank.
            multi_step_authentication: The answer to the challenge of the last answer 510; left
                out in the first call.
            redirect_url: Where the bank sends the user back to; needed with
                `REDIRECT_APPROACH`. Example: ``https://app.example.invalid/return``.
            skip_positions_download: Whether to leave out transactions and securities, so that
                only accounts and balances come. Example: ``false``.
            store_pin: Deprecated: whether to store the PIN; see `store_secrets`. Example:
                ``false``.
            store_secrets: Whether finAPI stores the secret credentials for automatic updates.
                Volatile ones are never stored. Example: ``false``.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

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
            {
                "account_references": account_references,
                "account_types": account_types,
                "bank_connection_id": bank_connection_id,
                "banking_pin": banking_pin,
                "challenge_response": challenge_response,
                "force_web_form": force_web_form,
                "import_new_accounts": import_new_accounts,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    def get(
        self, bank_connection_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankConnection:
        """
        Get a bank connection.

        Gives one bank connection as finAPI has it stored. Ask again while `updateStatus` is
        `IN_PROGRESS`; every few seconds is enough. The bank is not contacted.

        The provider calls it ``getBankConnection`` (``GET /api/v1/bankConnections/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection.

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
        return self._client.call(
            GET_BANK_CONNECTION, {"bank_connection_id": bank_connection_id}, options=options
        )

    def edit(
        self,
        bank_connection_id: int,
        *,
        banking_customer_id: str | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        banking_user_id: str | UnsetType = UNSET,
        default_two_step_procedure_id: str | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Change a bank connection.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Changes the name, or credentials and the default SCA procedure of one interface. Whether
        new credentials are right turns out with the next update. While the bank connection is
        busy the answer is 423.

        The provider calls it ``editBankConnection`` (``PATCH /api/v1/bankConnections/{id}``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection.
            banking_customer_id: Deprecated: a new customer id; see `login_credentials`.
                Example: ``demo``.
            banking_pin: Deprecated: a new PIN; see `login_credentials`.
            banking_user_id: Deprecated: a new user id; see `login_credentials`. Example:
                ``demo``.
            default_two_step_procedure_id: The SCA procedure to use unless another is chosen; an
                empty text removes it. Example: ``955``.
            interface: The interface whose credentials or procedure change; needed with either.
            login_credentials: New values of stored login fields. They are checked with the next
                update.
            name: A new name; an empty text removes it. Example: ``Hausbank``.

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
        return self._client.call(
            EDIT_BANK_CONNECTION,
            {"bank_connection_id": bank_connection_id},
            {
                "banking_customer_id": banking_customer_id,
                "banking_pin": banking_pin,
                "banking_user_id": banking_user_id,
                "default_two_step_procedure_id": default_two_step_procedure_id,
                "interface": interface,
                "login_credentials": login_credentials,
                "name": name,
            },
            options=options,
        )

    def delete(
        self, bank_connection_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a bank connection.

        Deletes a bank connection with its accounts, balances and transactions. It is taken out
        of notification rules, and rules for it alone are deleted. While it is busy the answer
        is 423.

        The provider calls it ``deleteBankConnection`` (``DELETE
        /api/v1/bankConnections/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection.

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
        return self._client.call(
            DELETE_BANK_CONNECTION, {"bank_connection_id": bank_connection_id}, options=options
        )

    def delete_consent(
        self,
        bank_connection_id: int,
        *,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        force_deletion: bool | None = None,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.DeleteConsent:
        """
        Delete the consent of an interface.

        Ends the consent for account information of one interface, at the bank where its
        interface allows that, and in finAPI. The next update needs the user again. When the
        bank does not delete it, `force_deletion` deletes it in finAPI all the same.

        The provider calls it ``deleteAccessData`` (``DELETE
        /api/v1/bankConnections/{id}/aisConsent``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html.

        Args:
            bank_connection_id: Id of the bank connection.
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
                "bank_connection_id": bank_connection_id,
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

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.BankConnection, models.BankConnectionList]:
        """
        List bank connections.

        Arguments: ``ids``, ``max_items``. The provider calls it ``getAllBankConnections``
        (``GET /api/v1/bankConnections``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.list`.
        """
        return self._client.list(
            GET_ALL_BANK_CONNECTIONS, {"ids": ids}, max_items=max_items, options=options
        )

    @deprecated("getMultipleBankConnections is deprecated by the provider; use list")
    def get_multiple(
        self,
        *,
        ids: Sequence[int],
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.BankConnection, models.BankConnectionList]:
        """
        Deprecated: use ``list``.

        Arguments: ``ids``, ``max_items``. The provider calls it ``getMultipleBankConnections``.
        See :meth:`BankConnectionsGroup.get_multiple`.
        """
        return self.list(ids=ids, max_items=max_items, options=options)

    async def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all bank connections.

        The provider calls it ``deleteAllBankConnections`` (``DELETE /api/v1/bankConnections``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_BANK_CONNECTIONS, {}, options=options)

    async def connect_interface(
        self,
        *,
        bank_connection_id: int,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        max_days_for_download: int | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        source_interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Connect another interface of the bank.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank_connection_id``, ``interface``, ``account_references``,
        ``account_types``, ``load_owner_data``, ``login_credentials``,
        ``max_days_for_download``, ``multi_step_authentication``, ``redirect_url``,
        ``skip_positions_download``, ``source_interface``, ``store_secrets``, ``psu_device_os``,
        ``psu_ip_address``, ``psu_user_agent``. The provider calls it ``connectInterface``
        (``POST /api/v1/bankConnections/connectInterface``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.connect_interface`.
        """
        return await self._client.call(
            CONNECT_INTERFACE,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "account_references": account_references,
                "account_types": account_types,
                "bank_connection_id": bank_connection_id,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "max_days_for_download": max_days_for_download,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "source_interface": source_interface,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    async def import_bank_connection(
        self,
        *,
        bank_id: int,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_type_ids: Sequence[int] | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        banking_customer_id: str | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        banking_user_id: str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        max_days_for_download: int | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Import a bank connection.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank_id``, ``account_references``, ``account_type_ids``, ``account_types``,
        ``banking_customer_id``, ``banking_pin``, ``banking_user_id``, ``challenge_response``,
        ``interface``, ``load_owner_data``, ``login_credentials``, ``max_days_for_download``,
        ``multi_step_authentication``, ``name``, ``redirect_url``, ``skip_positions_download``,
        ``store_pin``, ``store_secrets``, ``psu_device_os``, ``psu_ip_address``,
        ``psu_user_agent``. The provider calls it ``importBankConnection`` (``POST
        /api/v1/bankConnections/import``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.import_bank_connection`.
        """
        return await self._client.call(
            IMPORT_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "account_references": account_references,
                "account_type_ids": account_type_ids,
                "account_types": account_types,
                "bank_id": bank_id,
                "banking_customer_id": banking_customer_id,
                "banking_pin": banking_pin,
                "banking_user_id": banking_user_id,
                "challenge_response": challenge_response,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "max_days_for_download": max_days_for_download,
                "multi_step_authentication": multi_step_authentication,
                "name": name,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    async def remove_interface(
        self,
        *,
        bank_connection_id: int,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Remove an interface from a bank connection.

        Arguments: ``bank_connection_id``, ``interface``. The provider calls it
        ``removeInterface`` (``POST /api/v1/bankConnections/removeInterface``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.remove_interface`.
        """
        return await self._client.call(
            REMOVE_INTERFACE,
            {},
            {"bank_connection_id": bank_connection_id, "interface": interface},
            options=options,
        )

    async def update(
        self,
        *,
        bank_connection_id: int,
        account_references: Sequence[models.AccountReference | types.AccountReferenceDict]
        | UnsetType = UNSET,
        account_types: Sequence[models.AccountType | types.AccountType | str] | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        challenge_response: Secret | str | UnsetType = UNSET,
        force_web_form: bool | UnsetType = UNSET,
        import_new_accounts: bool | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        load_owner_data: bool | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        skip_positions_download: bool | UnsetType = UNSET,
        store_pin: bool | UnsetType = UNSET,
        store_secrets: bool | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Update a bank connection from the bank.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank_connection_id``, ``account_references``, ``account_types``,
        ``banking_pin``, ``challenge_response``, ``force_web_form``, ``import_new_accounts``,
        ``interface``, ``load_owner_data``, ``login_credentials``,
        ``multi_step_authentication``, ``redirect_url``, ``skip_positions_download``,
        ``store_pin``, ``store_secrets``, ``psu_device_os``, ``psu_ip_address``,
        ``psu_user_agent``. The provider calls it ``updateBankConnection`` (``POST
        /api/v1/bankConnections/update``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.update`.
        """
        return await self._client.call(
            UPDATE_BANK_CONNECTION,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "account_references": account_references,
                "account_types": account_types,
                "bank_connection_id": bank_connection_id,
                "banking_pin": banking_pin,
                "challenge_response": challenge_response,
                "force_web_form": force_web_form,
                "import_new_accounts": import_new_accounts,
                "interface": interface,
                "load_owner_data": load_owner_data,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "skip_positions_download": skip_positions_download,
                "store_pin": store_pin,
                "store_secrets": store_secrets,
            },
            options=options,
        )

    async def get(
        self, bank_connection_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankConnection:
        """
        Get a bank connection.

        Arguments: ``bank_connection_id``. The provider calls it ``getBankConnection`` (``GET
        /api/v1/bankConnections/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.get`.
        """
        return await self._client.call(
            GET_BANK_CONNECTION, {"bank_connection_id": bank_connection_id}, options=options
        )

    async def edit(
        self,
        bank_connection_id: int,
        *,
        banking_customer_id: str | UnsetType = UNSET,
        banking_pin: Secret | str | UnsetType = UNSET,
        banking_user_id: str | UnsetType = UNSET,
        default_two_step_procedure_id: str | UnsetType = UNSET,
        interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str
        | UnsetType = UNSET,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankConnection:
        """
        Change a bank connection.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank_connection_id``, ``banking_customer_id``, ``banking_pin``,
        ``banking_user_id``, ``default_two_step_procedure_id``, ``interface``,
        ``login_credentials``, ``name``. The provider calls it ``editBankConnection`` (``PATCH
        /api/v1/bankConnections/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.edit`.
        """
        return await self._client.call(
            EDIT_BANK_CONNECTION,
            {"bank_connection_id": bank_connection_id},
            {
                "banking_customer_id": banking_customer_id,
                "banking_pin": banking_pin,
                "banking_user_id": banking_user_id,
                "default_two_step_procedure_id": default_two_step_procedure_id,
                "interface": interface,
                "login_credentials": login_credentials,
                "name": name,
            },
            options=options,
        )

    async def delete(
        self, bank_connection_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a bank connection.

        Arguments: ``bank_connection_id``. The provider calls it ``deleteBankConnection``
        (``DELETE /api/v1/bankConnections/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.delete`.
        """
        return await self._client.call(
            DELETE_BANK_CONNECTION, {"bank_connection_id": bank_connection_id}, options=options
        )

    async def delete_consent(
        self,
        bank_connection_id: int,
        *,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        force_deletion: bool | None = None,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.DeleteConsent:
        """
        Delete the consent of an interface.

        Arguments: ``bank_connection_id``, ``interface``, ``force_deletion``, ``psu_device_os``,
        ``psu_ip_address``, ``psu_user_agent``. The provider calls it ``deleteAccessData``
        (``DELETE /api/v1/bankConnections/{id}/aisConsent``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/bank_connections.html. See
        :meth:`BankConnectionsGroup.delete_consent`.
        """
        return await self._client.call(
            DELETE_ACCESS_DATA,
            {
                "bank_connection_id": bank_connection_id,
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
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
    ),
    results={200: Result(type=models.BankConnectionList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="connections",
)
DELETE_ALL_BANK_CONNECTIONS: Operation[models.IdentifierList] = Operation(
    id="deleteAllBankConnections",
    method="DELETE",
    path="/api/v1/bankConnections",
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
CONNECT_INTERFACE: Operation[models.BankConnection] = Operation(
    id="connectInterface",
    method="POST",
    path="/api/v1/bankConnections/connectInterface",
    retry_class="bank",
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
    bank_read=BankRead(keys=("bankConnectionId",)),
)
IMPORT_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="importBankConnection",
    method="POST",
    path="/api/v1/bankConnections/import",
    retry_class="bank",
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
    bank_read=BankRead(keys=("bankId",)),
)
REMOVE_INTERFACE: Operation[None] = Operation(
    id="removeInterface",
    method="POST",
    path="/api/v1/bankConnections/removeInterface",
    retry_class="write",
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
    retry_class="bank",
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
    bank_read=BankRead(keys=("bankConnectionId",)),
)
GET_BANK_CONNECTION: Operation[models.BankConnection] = Operation(
    id="getBankConnection",
    method="GET",
    path="/api/v1/bankConnections/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="bank_connection_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
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
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="bank_connection_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
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
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="bank_connection_id", wire="id", place="path", required=True, type="integer"
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
DELETE_ACCESS_DATA: Operation[models.DeleteConsent] = Operation(
    id="deleteAccessData",
    method="DELETE",
    path="/api/v1/bankConnections/{id}/aisConsent",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="bank_connection_id", wire="id", place="path", required=True, type="integer"
        ),
        Parameter(name="force_deletion", wire="forceDeletion", place="query", type="boolean"),
        Parameter(name="interface", wire="interface", place="query", required=True),
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header", end_user="device_os"),
        Parameter(
            name="psu_ip_address", wire="PSU-IP-Address", place="header", end_user="ip_address"
        ),
        Parameter(
            name="psu_user_agent", wire="PSU-User-Agent", place="header", end_user="user_agent"
        ),
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
