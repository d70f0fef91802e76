# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Tasks: Work in the background that asks for a form only where it must: updating bank connections.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    SyncClient,
)
from kontokit.operations import BankRead, Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_webform import models

if TYPE_CHECKING:
    from kontokit_finapi_webform import types


class TasksGroup(ResourceGroup[SyncClient]):
    """
    Work in the background that asks for a form only where it must: updating bank connections.
    """

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Task, models.TasksPage]:
        """
        List tasks.

        Lists the user's tasks a page at a time, ended ones included. Use it to find tasks whose
        id or callback was lost. The bank is not contacted. A bad paging or sorting value is
        refused with 400.

        The provider calls it ``getTasks`` (``GET /api/tasks``); see https://docs.finapi.io/.

        Args:
            order: Sorting as `createdAt`, optionally followed by a comma and `asc` or `desc`.
                Without it, the oldest comes first.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: A page of the user's
                tasks.

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
            GET_TASKS,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create_background_update(
        self,
        *,
        bank_connection_id: int,
        import_new_accounts_mode: models.ImportNewAccountsMode
        | Literal["SKIP", "CONDITIONAL", "FORCED"]
        | str
        | None,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        allowed_interfaces: Sequence[
            models.BankingInterface | Literal["XS2A", "FINTS_SERVER", "WEB_SCRAPER"] | str
        ]
        | None
        | UnsetType = UNSET,
        callbacks: models.TaskCallbacks | types.TaskCallbacksDict | None | UnsetType = UNSET,
        import_new_accounts: bool | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        manage_saved_settings: Sequence[
            models.ManageSavedSettings | Literal["CREDENTIALS", "DEFAULT_TWO_STEP_PROCEDURE"] | str
        ]
        | None
        | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        skip_balances_download: bool | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        user_metadata: models.UserMetadata | types.UserMetadataDict | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Task:
        """
        Update a bank connection in the background.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Starts an update of all interfaces of one imported bank connection, without the user as
        long as stored credentials and a valid consent are enough. The answer comes at once;
        follow the task by its callbacks or by `getTask`. When the bank wants the user, the task
        gets the status `WEB_FORM_REQUIRED` and carries a form to be opened. 423 with `LOCKED`
        means that an import or update of the connection is running: try again later. 404 means
        an unknown bank connection or profile; 422 with `BANK_NOT_SUPPORTED` or
        `MANDATOR_MISCONFIGURATION` does not go away by repeating.

        The provider calls it ``createBankConnectionUpdateTask`` (``POST
        /api/tasks/backgroundUpdate``); see https://docs.finapi.io/.

        Args:
            bank_connection_id: Id in finAPI Access of the bank connection to update. An unknown
                id is answered with 404. Example: ``1``.
            import_new_accounts_mode: What happens to accounts that the user has at the bank but
                not in finAPI yet. Whatever is chosen, a form may be needed.
            account_types: Kinds of accounts to add. Without it, every new account is added. It
                has no effect when new accounts are skipped.
            allowed_interfaces: Interfaces that may be updated or newly connected; the others
                are treated as if they did not exist. When none of the connected interfaces is
                left, the form starts with connecting a new one at once. Without it, all are
                allowed.
            callbacks: Addresses that finAPI calls when the task ends or needs the user. Without
                them the task has to be polled.
            import_new_accounts: Deprecated in favour of `import_new_accounts_mode`; true is the
                same as `CONDITIONAL` there and false the same as `SKIP`. Example: ``false``.
            load_owner_data: True also loads data about the owners of the bank connection. Only
                the interface `WEB_SCRAPER` supports it. Example: ``false``.
            manage_saved_settings: Stored settings that the user shall be able to change.
                Sending any leads to a form in every case, so use it after
                `BANK_SERVER_REJECTION` or when the user asks for it.
            profile_id: Profile for the form, should one be needed. Without it, the default
                profile is used. An unknown id is answered with 404. Exactly 36 characters.
                Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `AISP` have to send it, others must
                not. It is not the address for the end of the form. 1 to 2048 characters.
                Example: ``https://app.example.invalid/bank-return``.
            skip_balances_download: True leaves the balances out. It is allowed only together
                with `skip_positions_download`. Example: ``false``.
            skip_positions_download: True leaves transactions and securities out. Example:
                ``false``.
            user_metadata: Data about the user's device, to be sent when the user is present.
                Without it, banks count the update against the few they allow per day without
                the user.

        Returns:
            The new task, usually not started yet.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            LockedError: 423. The bank connection is busy with another import or update.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_BANK_CONNECTION_UPDATE_TASK,
            {},
            {
                "account_types": account_types,
                "allowed_interfaces": allowed_interfaces,
                "bank_connection_id": bank_connection_id,
                "callbacks": callbacks,
                "import_new_accounts": import_new_accounts,
                "import_new_accounts_mode": import_new_accounts_mode,
                "load_owner_data": load_owner_data,
                "manage_saved_settings": manage_saved_settings,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "skip_balances_download": skip_balances_download,
                "skip_positions_download": skip_positions_download,
                "user_metadata": user_metadata,
            },
            options=options,
        )

    def get(
        self, task_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Task:
        """
        Get a task.

        Reads the state of one task of the user; the bank is not contacted. This is what to poll
        without callbacks, and what to ask after a callback: every few seconds, never more than
        once per second. Stop at `COMPLETED`, `COMPLETED_WITH_ERROR` and `WEB_FORM_REQUIRED`;
        after the last one, open the form in `payload.webForm` and follow it with `getWebForm`.
        An unknown id, or one of another user, is answered with 404.

        The provider calls it ``getTask`` (``GET /api/tasks/{id}``); see
        https://docs.finapi.io/.

        Args:
            task_id: Id of the task, from its creation or from a callback's `taskId`.

        Returns:
            The task with its present status.

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
        return self._client.call(GET_TASK, {"task_id": task_id}, options=options)


class AsyncTasksGroup(ResourceGroup[AsyncClient]):
    """
    Work in the background that asks for a form only where it must: updating bank connections.
    """

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Task, models.TasksPage]:
        """
        List tasks.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getTasks`` (``GET /api/tasks``); see https://docs.finapi.io/. See
        :meth:`TasksGroup.list`.
        """
        return self._client.list(
            GET_TASKS,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create_background_update(
        self,
        *,
        bank_connection_id: int,
        import_new_accounts_mode: models.ImportNewAccountsMode
        | Literal["SKIP", "CONDITIONAL", "FORCED"]
        | str
        | None,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        allowed_interfaces: Sequence[
            models.BankingInterface | Literal["XS2A", "FINTS_SERVER", "WEB_SCRAPER"] | str
        ]
        | None
        | UnsetType = UNSET,
        callbacks: models.TaskCallbacks | types.TaskCallbacksDict | None | UnsetType = UNSET,
        import_new_accounts: bool | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        manage_saved_settings: Sequence[
            models.ManageSavedSettings | Literal["CREDENTIALS", "DEFAULT_TWO_STEP_PROCEDURE"] | str
        ]
        | None
        | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        skip_balances_download: bool | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        user_metadata: models.UserMetadata | types.UserMetadataDict | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Task:
        """
        Update a bank connection in the background.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank_connection_id``, ``import_new_accounts_mode``, ``account_types``,
        ``allowed_interfaces``, ``callbacks``, ``import_new_accounts``, ``load_owner_data``,
        ``manage_saved_settings``, ``profile_id``, ``redirect_url``, ``skip_balances_download``,
        ``skip_positions_download``, ``user_metadata``. The provider calls it
        ``createBankConnectionUpdateTask`` (``POST /api/tasks/backgroundUpdate``); see
        https://docs.finapi.io/. See :meth:`TasksGroup.create_background_update`.
        """
        return await self._client.call(
            CREATE_BANK_CONNECTION_UPDATE_TASK,
            {},
            {
                "account_types": account_types,
                "allowed_interfaces": allowed_interfaces,
                "bank_connection_id": bank_connection_id,
                "callbacks": callbacks,
                "import_new_accounts": import_new_accounts,
                "import_new_accounts_mode": import_new_accounts_mode,
                "load_owner_data": load_owner_data,
                "manage_saved_settings": manage_saved_settings,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "skip_balances_download": skip_balances_download,
                "skip_positions_download": skip_positions_download,
                "user_metadata": user_metadata,
            },
            options=options,
        )

    async def get(
        self, task_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Task:
        """
        Get a task.

        Arguments: ``task_id``. The provider calls it ``getTask`` (``GET /api/tasks/{id}``); see
        https://docs.finapi.io/. See :meth:`TasksGroup.get`.
        """
        return await self._client.call(GET_TASK, {"task_id": task_id}, options=options)


GET_TASKS: Operation[models.TasksPage] = Operation(
    id="getTasks",
    method="GET",
    path="/api/tasks",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.TasksPage)},
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
CREATE_BANK_CONNECTION_UPDATE_TASK: Operation[models.Task] = Operation(
    id="createBankConnectionUpdateTask",
    method="POST",
    path="/api/tasks/backgroundUpdate",
    retry_class="bank",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.BankConnectionUpdateTaskDetails, required=True
    ),
    results={201: Result(type=models.Task)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        423: models.Error,
        500: models.Error,
    },
    sca=("webform",),
    bank_read=BankRead(keys=("bankConnectionId",), user_ip="userMetadata.ipAddress"),
)
GET_TASK: Operation[models.Task] = Operation(
    id="getTask",
    method="GET",
    path="/api/tasks/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="task_id", wire="id", place="path", required=True),),
    results={200: Result(type=models.Task)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
