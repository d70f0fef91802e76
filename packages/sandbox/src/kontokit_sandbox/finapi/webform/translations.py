"""
Operations for translations: custom titles for the views of web forms.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Call, Response
from ..state.web_forms import TranslationSet, form_text
from ..state.world import World
from .context import HandlerGroup, listed
from .errors import Refusal

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("createTranslation")
def _create(world: World, call: Call) -> Response:
    # A mandator has only one translation set.
    if world.translations:
        raise Refusal("ENTITY_EXISTS", "there is a translation set already")
    texts = {key: value for key, value in call.body.items() if value is not None}
    made = TranslationSet(id=world.new_uuid(), created=world.clock.now(), texts=texts)
    world.translations[made.id] = made
    return Response(status=201, body=_set_json(made))


@HANDLERS.operation("getTranslations")
def _list(world: World, call: Call) -> Response:
    return listed(call, list(world.translations.values()), _set_json)


@HANDLERS.operation("getTranslation")
def _get(world: World, call: Call) -> Response:
    return Response(body=_set_json(_set(world, call)))


@HANDLERS.operation("deleteTranslation")
def _delete(world: World, call: Call) -> Response:
    del world.translations[_set(world, call).id]
    return Response()


def _set(world: World, call: Call) -> TranslationSet:
    found = world.translations.get(call.path["id"])
    if found is None:
        raise Refusal("NOT_FOUND", f"there is no translation set {call.path['id']}")
    return found


def _set_json(made: TranslationSet) -> dict[str, Any]:
    return {"id": made.id, "createdAt": form_text(made.created), **made.texts}
