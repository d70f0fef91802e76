"""
Operations about translations: own titles for the views of the forms.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Answer, Call
from ..state.web_forms import TranslationSet, form_text
from ..state.world import World
from .context import Part, listed
from .errors import Refusal

__all__ = ["PART"]

PART: Part = Part()


@PART.of("createTranslation")
def _create(world: World, call: Call) -> Answer:
    if world.translations:
        raise Refusal("ENTITY_EXISTS", "there is a translation set already")
    texts = {key: value for key, value in call.body.items() if value is not None}
    made = TranslationSet(id=world.new_uuid(), created=world.clock.now(), texts=texts)
    world.translations[made.id] = made
    return Answer(status=201, body=_set_json(made))


@PART.of("getTranslations")
def _list(world: World, call: Call) -> Answer:
    return listed(call, list(world.translations.values()), _set_json)


@PART.of("getTranslation")
def _get(world: World, call: Call) -> Answer:
    return Answer(body=_set_json(_set(world, call)))


@PART.of("deleteTranslation")
def _delete(world: World, call: Call) -> Answer:
    del world.translations[_set(world, call).id]
    return Answer()


def _set(world: World, call: Call) -> TranslationSet:
    found = world.translations.get(call.path["id"])
    if found is None:
        raise Refusal("NOT_FOUND", f"there is no translation set {call.path['id']}")
    return found


def _set_json(made: TranslationSet) -> dict[str, Any]:
    return {"id": made.id, "createdAt": form_text(made.created), **made.texts}
