"""
Operations for profiles: the look and behaviour of the forms of a mandator.
"""

from __future__ import annotations

from typing import Any

from ...server.service import Call, Response
from ..state.web_forms import Profile, form_text
from ..state.world import World
from .context import HandlerGroup, listed
from .errors import InvalidField, Refusal

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

_SETTINGS = ("aspect", "brand", "functionality")


@HANDLERS.operation("createProfile")
def _create(world: World, call: Call) -> Response:
    _check(world, call.body, None)
    profile = Profile(id=world.new_uuid(), created=world.clock.now(), label=call.body["label"])
    world.profiles[profile.id] = profile
    _change(profile, call.body)
    return Response(status=201, body=_profile_json(profile))


@HANDLERS.operation("getProfiles")
def _list(world: World, call: Call) -> Response:
    return listed(call, list(world.profiles.values()), _profile_json)


@HANDLERS.operation("getProfile")
def _get(world: World, call: Call) -> Response:
    return Response(body=_profile_json(_profile(world, call)))


@HANDLERS.operation("editProfile")
def _edit(world: World, call: Call) -> Response:
    profile = _profile(world, call)
    _check(world, call.body, profile)
    _change(profile, call.body)
    return Response(status=201, body=_profile_json(profile))


@HANDLERS.operation("deleteProfile")
def _delete(world: World, call: Call) -> Response:
    del world.profiles[_profile(world, call).id]
    return Response()


def _profile(world: World, call: Call) -> Profile:
    profile = world.profiles.get(call.path["id"])
    if profile is None:
        raise Refusal("NOT_FOUND", f"there is no profile {call.path['id']}")
    return profile


def _check(world: World, body: dict[str, Any], own: Profile | None) -> None:
    others = [one for one in world.profiles.values() if one is not own]
    if any(one.label == body.get("label") for one in others):
        raise Refusal("ENTITY_EXISTS", "another profile has this label")
    if body.get("default") and any(one.is_default for one in others):
        raise Refusal("ENTITY_EXISTS", "another profile is the default")
    functionality: dict[str, Any] = body.get("functionality") or {}
    language: dict[str, Any] = functionality.get("language") or {}
    if functionality.get("header") == "HIDDEN" and language.get("locked") is None:
        raise InvalidField(("functionality.header", "can be HIDDEN only with language.locked"))


def _change(profile: Profile, body: dict[str, Any]) -> None:
    """
    Apply the values that were sent; null counts as missing.
    """
    if body.get("label") is not None:
        profile.label = body["label"]
    if body.get("default") is not None:
        profile.is_default = body["default"]
    profile.settings |= {key: body[key] for key in _SETTINGS if body.get(key) is not None}


def _profile_json(profile: Profile) -> dict[str, Any]:
    return {
        "id": profile.id,
        "createdAt": form_text(profile.created),
        "label": profile.label,
        "default": profile.is_default,
        **{key: profile.settings.get(key) for key in _SETTINGS},
    }
