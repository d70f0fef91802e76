"""
Operations for tasks: background updates of bank connections.
"""

from __future__ import annotations

from typing import Any

from ...server.limits import remember
from ...server.service import Call, Response
from ..access.bank_connections import connection_json, refresh_connection
from ..state.stored_credentials import stored_pin_is_refused
from ..state.web_forms import Task, form_text
from ..state.world import Record, User, World
from .context import HandlerGroup, calling_user, check_profile, listed
from .errors import InvalidField, Refusal
from .repository import new_form
from .web_forms import form_info

__all__ = ["HANDLERS", "work"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("createBankConnectionUpdateTask")
def _create(world: World, call: Call) -> Response:
    user = calling_user(world, call)
    connection_id = call.body["bankConnectionId"]
    check_profile(world, call.body.get("profileId"))
    connection = user.connections.get(connection_id)
    if connection is None:
        raise Refusal("NOT_FOUND", f"there is no bank connection {connection_id}")
    if call.body.get("skipBalancesDownload") and not call.body.get("skipPositionsDownload"):
        raise InvalidField(("skipBalancesDownload", "only together with skipPositionsDownload"))
    # This must not count as the look that completes the download.
    if connection_json(world, connection, is_look=False)["updateStatus"] != "READY":
        raise Refusal("LOCKED", "the bank connection is being imported or updated")
    task = Task(
        id=world.new_uuid(),
        user_id=user.id,
        connection_id=connection_id,
        created=world.clock.now(),
        details=call.body,
        page_base=call.page_base,
    )
    user.tasks[task.id] = task
    if call.body.get("callbacks"):
        remember(world.awaited_tasks, task)
    return Response(status=201, body=_task_json(task))


@HANDLERS.operation("getTasks")
def _list(world: World, call: Call) -> Response:
    user = calling_user(world, call)
    for task in user.tasks.values():
        work(world, user, task)
    return listed(call, list(user.tasks.values()), _task_json)


@HANDLERS.operation("getTask")
def _get(world: World, call: Call) -> Response:
    user = calling_user(world, call)
    task = user.tasks.get(call.path["id"])
    if task is None:
        raise Refusal("NOT_FOUND", f"there is no task {call.path['id']}")
    work(world, user, task)
    return Response(body=_task_json(task))


def work(world: World, user: User, task: Task) -> None:
    """
    Advance a task by one step: the first request finds it running, the second finds it done.
    """
    if task.form is not None:
        task.form.look(world.clock.now())
    if task.status == "NOT_YET_STARTED":
        task.status = "IN_PROGRESS"
    elif task.status == "IN_PROGRESS":
        _finish(world, user, task)


def _finish(world: World, user: User, task: Task) -> None:
    connection = user.connections.get(task.connection_id)
    if connection is None:
        task.status = "COMPLETED_WITH_ERROR"
        task.error_code = "UNEXPECTED_ACCESS_RESPONSE"
        task.error_message = "the bank connection is gone"
    elif task.details.get("manageSavedSettings") or _needs_user(world, connection):
        task.status = "WEB_FORM_REQUIRED"
        task.form = new_form(world, user, "BANK_CONNECTION_UPDATE", task.details, task.page_base)
    else:
        refresh_connection(world, user, connection)
        task.status = "COMPLETED"


def _needs_user(world: World, connection: Record) -> bool:
    return any(
        one["userActionRequired"] or stored_pin_is_refused(world.banks, one)
        for one in connection["interfaces"]
    )


def _task_json(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "createdAt": form_text(task.created),
        "type": "BANK_CONNECTION_UPDATE",
        "status": task.status,
        "payload": {
            "bankConnectionId": task.connection_id,
            "webForm": None if task.form is None else form_info(task.form),
            "errorCode": task.error_code,
            "errorMessage": task.error_message,
        },
    }
