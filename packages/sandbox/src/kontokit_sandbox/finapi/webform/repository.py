"""
Creates and finds web forms: by id for anyone, or for their user.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Call
from ..state.web_forms import FormType, WebForm
from ..state.world import User, World
from .context import calling_user
from .errors import Refusal

__all__ = ["find_form", "new_form", "own_form"]


def new_form(
    world: World, user: User, kind: FormType, details: dict[str, Any], page_base: str
) -> WebForm:
    """
    Create a form for a user.

    Args:
        details: The body of the request that creates it.
        page_base: The base URL of the server that shows it.
    """
    form_id = world.new_uuid()
    form = WebForm(
        id=form_id,
        user_id=user.id,
        kind=kind,
        url=f"{page_base}/wf/{form_id}",
        created=world.clock.now(),
        details=details,
    )
    user.web_forms[form_id] = form
    return form


def find_form(world: World, form_id: str) -> WebForm | None:
    """
    Find a form of any user.
    """
    found = (user.web_forms.get(form_id) for user in world.users.values())
    return next((one for one in found if one is not None), None)


def own_form(world: World, call: Call) -> WebForm:
    """
    Find the form of the path, with its current status.

    Raises:
        Refusal: The user has no form with this id.
    """
    form = calling_user(world, call).web_forms.get(call.path["id"])
    if form is None:
        raise Refusal("NOT_FOUND", f"there is no web form {call.path['id']}")
    form.look(world.clock.now())
    return form
