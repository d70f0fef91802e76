"""
What the document says of the whole API: its title, its servers.
"""

from __future__ import annotations

from typing import Final

from kontokit_generator.adopt.names import first_free
from kontokit_generator.adopt.notes import Notes
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.servers import server_url
from kontokit_generator.overlay.client_extension import KEY, NAME
from kontokit_generator.python.naming import class_name, python_name, words
from kontokit_generator.python.taken_names import client_classes

PLACEHOLDER: Final = "https://base-url.invalid"
"""The host of an API whose document does not say where it is: callers pass ``base_url``."""
_LONGEST_NAME: Final = 24
_ENVIRONMENTS: Final = ("production", "sandbox", "staging", "test", "development")


def settle_info(tree: Tree, api: str, notes: Notes) -> None:
    """
    Fill in title and version, and name the client, in place.
    """
    info = {**mapping(tree.get("info"))}
    for key, value in {"title": " ".join(words(api)) or "API", "version": "0"}.items():
        if not str(info.get(key) or "").strip():
            info[key] = value
            notes.assume("info", "#/info", f"{key}: {value}")
    tree["info"] = info
    if KEY not in tree:
        tree[KEY] = {NAME: _client_name(api)}


def _client_name(api: str) -> str:
    name = class_name(api)
    return f"{name}Api" if name in client_classes() else name


def settle_servers(tree: Tree, notes: Notes) -> None:
    """
    Give each server a whole address and an environment of its own, in place.
    """
    written = [mapping(one) for one in sequence(tree.get("servers")) if mapping(one).get("url")]
    servers: list[Tree] = []
    taken: set[str] = set()
    for index, server in enumerate(written or [{"url": "/"}]):
        place = pointer("servers", index)
        address = _address(server, place, notes)
        if address in [one["url"] for one in servers]:
            continue
        name = _own_environment(server, servers, taken, place, notes)
        taken.add(name)
        kept = {key: value for key, value in server.items() if key != "variables"}
        servers.append({**kept, "url": address, "x-environment": name})
    tree["servers"] = servers


def _address(server: Tree, place: str, notes: Notes) -> str:
    url = server_url(server)
    if url.startswith("https://") and "{" not in url:
        return url
    if url.startswith("http://") and "{" not in url:
        address = f"https://{url.removeprefix('http://')}"
    else:
        address = f"{PLACEHOLDER}{url}" if url.startswith("/") and "{" not in url else PLACEHOLDER
    notes.assume("server", place, f"{url or '/'} → {address}")
    return address


def _own_environment(
    server: Tree, before: list[Tree], taken: set[str], place: str, notes: Notes
) -> str:
    named = server.get("x-environment")
    if isinstance(named, str) and named not in taken:
        return named
    said = str(server.get("description") or "")
    told = [word.lower() for word in words(said)]
    wanted = next((one for one in _ENVIRONMENTS if one in told), "")
    short = python_name(said) if 0 < len(told) <= 3 and len(said) <= _LONGEST_NAME else ""
    name = first_free(wanted or ("production" if not before else short or "server"), taken)
    notes.assume("environment", place, name)
    return name
