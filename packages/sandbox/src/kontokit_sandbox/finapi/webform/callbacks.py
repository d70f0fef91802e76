"""
The callbacks of Web Form 2.0: a form or a task has ended, or a task needs the user.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...sources.notifications import notes_on
from ...webhooks.notification import Notification
from ..state.web_forms import Task, WebForm
from ..state.world import Record, World
from .tasks import work
from .web_forms import form_info

__all__ = ["WebFormNotifier"]

_TASK_TAKES = timedelta(seconds=1)
"""Made up: how long a task runs that nobody asks about."""


class WebFormNotifier:
    """
    Calls the addresses that forms and tasks were created with.

    It is a source of the clock's timeline, because tasks go on by themselves.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def events(self) -> tuple[str, ...]:
        """
        None can be fired: act on a form instead.
        """
        return ()

    def fire(self, event: str, person: str | None) -> list[Notification]:
        """
        Refuse: there is no such event.

        Raises:
            ValueError: Always.
        """
        raise ValueError(f"{event} follows from what is done with a form")

    def news(self) -> list[Notification]:
        """
        Make the callbacks of forms and tasks that have ended.
        """
        made = [callback for form in self._world.awaited_forms if (callback := self._form(form))]
        made += [callback for task in self._world.awaited_tasks if (callback := self._task(task))]
        self._world.awaited_forms = [one for one in self._world.awaited_forms if one.is_open]
        self._world.awaited_tasks = [one for one in self._world.awaited_tasks if one.is_running]
        return made

    def begin_night(self) -> None:
        """
        Nothing happens at night.
        """

    def end_night(self) -> list[Notification]:
        """
        Nothing happens at night.
        """
        return []

    def due(self, after: datetime) -> datetime | None:
        """
        Return when the next task goes on by itself, or the next form expires.
        """
        moments = [one.created + _TASK_TAKES for one in self._world.awaited_tasks]
        moments += [one.expires for one in self._world.awaited_forms]
        return min((one for one in moments if one > after), default=None)

    def carry_out(self, moment: datetime) -> None:
        """
        Let tasks go on, and forms expire.
        """
        for form in self._world.awaited_forms:
            form.look(moment)
        for task in self._world.awaited_tasks:
            while task.is_running and task.created + _TASK_TAKES <= moment:
                work(self._world, self._world.users[task.user_id.lower()], task)

    def _form(self, form: WebForm) -> Notification | None:
        # Not after a cancel by the API; after an expiry, it is not promised.
        if form.status not in ("COMPLETED", "COMPLETED_WITH_ERROR", "ABORTED"):
            return None
        return Notification(
            api="finapi_webform",
            event="webFormFinalised",
            webhook="webFormFinalised",
            body={"webFormId": form.id, "status": form.status},
            url=_address(form.details, "finalised"),
            notes=notes_on("finapi_webform", "webFormFinalised"),
        )

    def _task(self, task: Task) -> Notification | None:
        wants_user = task.status == "WEB_FORM_REQUIRED"
        address = _address(task.details, "webFormRequired" if wants_user else "finalised")
        if task.is_running or address is None:
            return None
        form = None if task.form is None else form_info(task.form)
        event = "taskWebFormRequired" if wants_user else "taskFinalised"
        return Notification(
            api="finapi_webform",
            event=event,
            webhook=event,
            body={"taskId": task.id, "status": task.status, "webForm": form},
            url=address,
            notes=notes_on("finapi_webform", event),
        )


def _address(details: Record, name: str) -> str | None:
    callbacks: Record = details.get("callbacks") or {}
    return callbacks.get(name)
