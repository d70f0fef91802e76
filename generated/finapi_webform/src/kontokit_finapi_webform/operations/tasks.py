# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Tasks: Work in the background that asks for a form only where it must: updating bank connections.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit import AsyncClient, AsyncListing, CallOptions, Listing, SyncClient
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_webform import models


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
        options: CallOptions | None = None,
    ) -> models.TasksPage:
        """
        List tasks.

        Lists the user's tasks a page at a time, ended ones included. Use it to find tasks whose
        id or callback was lost. The bank is not contacted. A bad paging or sorting value is
        refused with 400.

        The provider calls it ``getTasks``; see https://docs.finapi.io/.

        Args:
            order: Sorting as `createdAt`, optionally followed by a comma and `asc` or `desc`.
                Without it, the oldest comes first.
            page: Number of the page, from 1. At least 1.
            per_page: Number of entries on a page. 1 to 500.

        Returns:
            A page of the user's tasks.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_TASKS, {"order": order, "page": page, "per_page": per_page}, options=options
        )

    def iterate(
        self,
        *,
        order: str | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[models.Task, models.TasksPage]:
        """
        List tasks: row by row, over all pages.

        Takes the arguments of ``list`` except ``page``, and raises the same errors.

        The provider calls it ``getTasks``; see https://docs.finapi.io/.

        Args:
            max_items: Stop after this many rows, over all pages; None returns all.

        Returns:
            The rows; pages are fetched as needed. ``.pages()`` returns whole pages.
        """
        return self._client.iterate(
            GET_TASKS, {"order": order, "per_page": per_page}, max_items=max_items, options=options
        )

    def create_background_update(
        self,
        body: models.BankConnectionUpdateTaskDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.Task:
        """
        Update a bank connection in the background.

        Starts an update of all interfaces of one imported bank connection, without the user as
        long as stored credentials and a valid consent are enough. The answer comes at once;
        follow the task by its callbacks or by `getTask`. When the bank wants the user, the task
        gets the status `WEB_FORM_REQUIRED` and carries a form to be opened. 423 with `LOCKED`
        means that an import or update of the connection is running: try again later. 404 means
        an unknown bank connection or profile; 422 with `BANK_NOT_SUPPORTED` or
        `MANDATOR_MISCONFIGURATION` does not go away by repeating.

        The provider calls it ``createBankConnectionUpdateTask``; see https://docs.finapi.io/.

        Args:
            body: Which bank connection to update and how. A dict uses the names on the wire.

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
        return self._client.call(CREATE_BANK_CONNECTION_UPDATE_TASK, {}, body, options=options)

    def get(self, id: str, *, options: CallOptions | None = None) -> models.Task:
        """
        Get a task.

        Reads the state of one task of the user; the bank is not contacted. This is what to poll
        without callbacks, and what to ask after a callback: every few seconds, never more than
        once per second. Stop at `COMPLETED`, `COMPLETED_WITH_ERROR` and `WEB_FORM_REQUIRED`;
        after the last one, open the form in `payload.webForm` and follow it with `getWebForm`.
        An unknown id, or one of another user, is answered with 404.

        The provider calls it ``getTask``; see https://docs.finapi.io/.

        Args:
            id: Id of the task, from its creation or from a callback's `taskId`.

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
        return self._client.call(GET_TASK, {"id": id}, options=options)


class AsyncTasksGroup(ResourceGroup[AsyncClient]):
    """
    Work in the background that asks for a form only where it must: updating bank connections.
    """

    async def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        options: CallOptions | None = None,
    ) -> models.TasksPage:
        """
        List tasks.

        Arguments: ``order``, ``page``, ``per_page``. See :meth:`TasksGroup.list`.
        """
        return await self._client.call(
            GET_TASKS, {"order": order, "page": page, "per_page": per_page}, options=options
        )

    def iterate(
        self,
        *,
        order: str | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncListing[models.Task, models.TasksPage]:
        """
        List tasks: row by row, over all pages.

        Arguments: ``order``, ``per_page``, ``max_items``. See :meth:`TasksGroup.iterate`.
        """
        return self._client.iterate(
            GET_TASKS, {"order": order, "per_page": per_page}, max_items=max_items, options=options
        )

    async def create_background_update(
        self,
        body: models.BankConnectionUpdateTaskDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.Task:
        """
        Update a bank connection in the background.

        Arguments: ``body``. See :meth:`TasksGroup.create_background_update`.
        """
        return await self._client.call(
            CREATE_BANK_CONNECTION_UPDATE_TASK, {}, body, options=options
        )

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.Task:
        """
        Get a task.

        Arguments: ``id``. See :meth:`TasksGroup.get`.
        """
        return await self._client.call(GET_TASK, {"id": id}, options=options)


GET_TASKS: Operation[models.TasksPage] = Operation(
    id="getTasks",
    method="GET",
    path="/api/tasks",
    retry="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="per_page", wire="perPage", place="query"),
    ),
    results={200: Result(type=models.TasksPage)},
    errors={400: models.ValidationError, 401: models.Error, 403: models.Error},
    paging=Paging(
        items="items", page="page", limit="perPage", maximum=500, pages="paging.pageCount"
    ),
)
CREATE_BANK_CONNECTION_UPDATE_TASK: Operation[models.Task] = Operation(
    id="createBankConnectionUpdateTask",
    method="POST",
    path="/api/tasks/backgroundUpdate",
    retry="bank",
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
)
GET_TASK: Operation[models.Task] = Operation(
    id="getTask",
    method="GET",
    path="/api/tasks/{id}",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    results={200: Result(type=models.Task)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
