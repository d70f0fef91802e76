"""
The pages of one package: overview, client, operations, models, errors, notifications, sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.reference import model_pages
from scripts.reference.sources import ROOT, Api, Tag, error_bodies, error_classes
from scripts.reference.text import module_shown, quoted, relinked, shown, table
from scripts.reference.viewer import document_page

_ROW = re.compile(r"^\| `(?P<call>\w+\.\w+)` \|", re.MULTILINE)

DICTS = """# Dicts of {title}

A method takes a dict of one of these shapes wherever it takes a nested model. Type checkers know
them from `{module}.types`. At run time the keys may also be the names on the wire.

"""
ERRORS = """# Errors of {title}

Every status other than 2xx raises. `error` is the body as the model named here; `code`, `type` and
`message` are those of the provider. For all classes, and for errors without a response, see
[Errors](../runtime/errors.md).

"""
WEBHOOKS = """# Notifications of {title}

What the provider sends to you. The models are among [the models](models.md).

"""

_METHODS = ["as_user", "create_user", "delete_user"]
"""Methods that only some clients have."""
_INHERITED = ["follow"]
"""What a client may inherit from the package's ``RelationsClient``."""


def pages(api: Api) -> Iterator[tuple[str, str]]:
    """
    Make the pages of a package: their places in its folder, and their text.
    """
    names = {"title": api.title, "module": api.module}
    yield "index.md", overview(api)
    yield "client.md", client_page(api)
    for tag in api.tags:
        yield f"operations/{tag.attribute}.md", operations_page(api, tag)
    yield from model_pages.pages(api)
    if api.has_types:
        yield "types.md", DICTS.format(**names) + module_shown(f"{api.module}.types")
    yield "errors.md", ERRORS.format(**names) + errors_table(api)
    if api.has_webhooks:
        yield "webhooks.md", WEBHOOKS.format(**names) + module_shown(f"{api.module}.webhooks")
    yield "sources.md", repository_page(f"specs/{api.name}/SOURCES.md", f"{api.name}/sources.md")
    yield "document.md", document_page(api)


def navigation(api: Api) -> list[Any]:
    """
    The pages of a package, in order.
    """
    dicts = [{"Dicts": f"{api.name}/types.md"}] if api.has_types else []
    notifications = [{"Notifications": f"{api.name}/webhooks.md"}] if api.has_webhooks else []
    return [
        f"{api.name}/index.md",
        {"Client": f"{api.name}/client.md"},
        {"Operations": [{t.title: f"{api.name}/operations/{t.attribute}.md"} for t in api.tags]},
        {"Models": [f"{api.name}/models.md", *model_navigation(api)]},
        *dicts,
        {"Errors": f"{api.name}/errors.md"},
        *notifications,
        {"Sources": f"{api.name}/sources.md"},
        {"OpenAPI document": f"{api.name}/document.md"},
    ]


def model_navigation(api: Api) -> list[dict[str, str]]:
    """
    The pages of the models, in order.
    """
    return [{about: f"{api.name}/{place}"} for about, place, _ in model_pages.parts(api)]


def repository_page(origin: str, place: str) -> str:
    """
    Take a page from a file of the repository.
    """
    return relinked((ROOT / origin).read_text("utf-8"), origin=origin, place=place)


def overview(api: Api) -> str:
    """
    Make the first page: the package's README with links, and the servers.
    """
    text = repository_page(f"generated/{api.name}/README.md", f"{api.name}/index.md")
    calls = {f"{t.attribute}.{call.name}": call.path for t in api.tags for call in t.calls}
    linked = _ROW.sub(lambda row: f"| [`{row['call']}`][{calls[row['call']]}] |", text)
    servers = ((f"`{one['url']}`", one.get("description", "")) for one in api.document["servers"])
    return f"{linked}\n## Servers\n\n{table(['base URL', 'what it is'], servers)}"


def client_page(api: Api) -> str:
    """
    Make the page of the client class.
    """
    tags = ((f"[`{tag.attribute}`](operations/{tag.attribute}.md)", tag.title) for tag in api.tags)
    name = api.client.name
    inherited = _INHERITED if api.has_relations else []
    return (
        f"# Client of {api.title}\n\n`Async{name}` has the same arguments, attributes and methods;"
        " its methods are awaited. For what every client can do, see"
        f" [the runtime](../runtime/index.md).\n\n{table(['attribute', 'operations'], tags)}\n"
        + shown(
            f"{api.module}.client.{name}",
            members=[*_METHODS, *inherited],
            inherited_members=inherited,
        )
    )


def operations_page(api: Api, tag: Tag) -> str:
    """
    Make the page of a tag: its operations at a glance, then its class with each method.
    """
    rows = (
        (
            f"[`{call.name}`][{call.path}]",
            call.summary,
            quoted(call.request),
            quoted(call.operation),
        )
        for call in tag.calls
    )
    return (
        f"# {tag.title}\n\n`client.{tag.attribute}` of {api.title}. `{tag.twin}` has the same"
        " methods, which are awaited.\n\n"
        f"{table(['method', 'what it does', 'request', 'the provider calls it'], rows)}\n"
        + shown(tag.path)
    )


def errors_table(api: Api) -> str:
    """
    Make the table of an API's errors: status, class, body and what the document says.
    """
    raised, bodies = error_classes(), error_bodies(api)
    rows: list[tuple[str, ...]] = []
    for status, meanings in sorted(statuses(api).items()):
        name = raised.get(status, "ServerError" if status >= 500 else "UnexpectedStatusError")
        models = (
            f"[`{body}`][{api.module}.models.{body}]" for body in sorted(bodies.get(status, ()))
        )
        meant = "<br>".join(meanings)
        rows.append(
            (
                str(status),
                f"[`{name}`][kontokit.core.exceptions.status.{name}]",
                ", ".join(models),
                meant,
            )
        )
    return table(["status", "raised as", "body", "what it means"], rows)


def statuses(api: Api) -> dict[int, list[str]]:
    """
    Collect what the document says about each error status.
    """
    found: dict[int, list[str]] = {}
    for operation in api.operations:
        for status, response in operation["responses"].items():
            if str(status).isdecimal() and int(status) >= 300:
                text = " ".join(str(resolved(api, response)["description"]).split())
                meanings = found.setdefault(int(status), [])
                meanings += [] if text in meanings else [text]
    return found


def resolved(api: Api, response: Mapping[str, Any]) -> Mapping[str, Any]:
    """
    Follow the reference of a response to the shared ones.
    """
    if "$ref" not in response:
        return response
    shared: Mapping[str, Any] = api.document["components"]["responses"]
    return resolved(api, shared[response["$ref"].rpartition("/")[2]])
