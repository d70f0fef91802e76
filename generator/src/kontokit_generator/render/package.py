"""
From a normalised document to all files of one client package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.plan.authentication import plan_authentication
from kontokit_generator.plan.client_docstrings import (
    FOLLOW,
    WEBHOOK,
    as_user_docstring,
    client_docstring,
    constructor_docstring,
    create_user_docstring,
    delete_user_docstring,
)
from kontokit_generator.plan.model import (
    AuthenticationView,
    NotificationView,
    OverloadView,
    RelationView,
    TagView,
)
from kontokit_generator.plan.openapi_client_adapter import plan_operations
from kontokit_generator.plan.readme_example import first_call
from kontokit_generator.plan.sca import plan_sca
from kontokit_generator.python.docstrings import first_sentence
from kontokit_generator.python.naming import (
    class_name,
    distribution_name,
    package_name,
)
from kontokit_generator.render.datamodel_adapter import render_models
from kontokit_generator.render.environment import environment, render

RUNTIME = "0.1"
"""The version of the runtime that generated packages ask for."""


def render_package(document: Document, version: str) -> dict[str, str]:
    """
    Write the files of a package.

    Args:
        document: A normalised document.
        version: The version of the distribution.

    Returns:
        Path below ``generated/<api>`` → content, unformatted.

    Raises:
        FindingsError: One of the two generators refuses the document.
    """
    tags = plan_operations(document)
    models = render_models(document)
    values = _shared_values(document, tags, models, version)
    made = environment()
    root = f"src/{package_name(document.api)}"
    files = {
        "pyproject.toml": render(made, "pyproject.toml.jinja", **values),
        "README.md": render(made, "README.md.jinja", **values),
        f"{root}/__init__.py": render(made, "init.py.jinja", **values),
        f"{root}/client.py": render(made, "client.py.jinja", **values),
        f"{root}/models.py": _module_docstring(f"What {values['title']} sends and takes.")
        + f"\n{models}",
        f"{root}/py.typed": "",
        f"{root}/operations/__init__.py": _module_docstring(
            f"The operations of {values['title']}, a module for each tag."
        ),
    }
    if values["notifications"]:
        files[f"{root}/webhooks.py"] = render(made, "webhooks.py.jinja", **values)
    if values["targets"]:
        files[f"{root}/relations.py"] = render(made, "relations.py.jinja", **values)
    if values["sca"]:
        files[f"{root}/sca.py"] = render(made, "sca.py.jinja", **values)
    for tag in tags:
        files[f"{root}/operations/{tag.attribute}.py"] = render(
            made, "operations.py.jinja", tag=tag, **values
        )
    return files


def _module_docstring(text: str) -> str:
    return f'"""\n{text}\n"""\n'


def _shared_values(
    document: Document, tags: list[TagView], models: str, version: str
) -> dict[str, Any]:
    tree = document.tree
    client = tree["x-kontokit-client"]
    targets = list(_relations(document, tags))
    authentication = plan_authentication(document, tags)
    environments = {
        server.get("x-environment", "production"): server["url"].rstrip("/")
        for server in tree["servers"]
    }
    title = tree["info"]["title"]
    notifications = list(_notifications(document))
    return {
        "api": document.api,
        "title": title,
        "summary": tree["info"].get("summary") or f"Typed Python client of {title}",
        "description": tree["info"].get("description", ""),
        "distribution": distribution_name(document.api),
        "package": package_name(document.api),
        "version": version,
        "runtime": RUNTIME,
        "client": client["name"],
        "correlation_header": client.get("correlation_header"),
        "request_id_header": client.get("request_id_header"),
        "environments": environments,
        "auth": authentication,
        "tags": tags,
        "exported": list(_public_names(models)),
        "targets": targets,
        "relations": list(_overloads(targets)),
        "path_aliases": tree.get("x-kontokit-path-aliases", {}),
        "modules": sorted({constant.split(".")[0] for t in targets for constant in t.constants}),
        "sca": plan_sca(document, tags),
        "notifications": notifications,
        "tag_field": client.get("notification_tag"),
        "notification_types": [one.type for one in notifications],
        "example": first_call(document, tags, authentication),
        "client_docstrings": {kind: client_docstring(title, kind) for kind in ("sync", "async")},
        "constructor_docstring": constructor_docstring(authentication, environments),
        "user_docstrings": _user_docstrings(authentication),
        "follow_docstring": FOLLOW,
        "webhook_docstring": WEBHOOK,
        "package_docstring": f"Typed client of {title}.\n\n{tree['info'].get('description', '')}",
        "first_sentence": first_sentence,
    }


def _relations(document: Document, tags: list[TagView]) -> Iterator[RelationView]:
    known = {op.id: (tag, op) for tag in tags for op in tag.operations}
    for name, target in document.tree.get("x-kontokit-relations", {}).items():
        found = [known[operation] for operation in target.get("operations", [])]
        kind = "browser" if target.get("browser") else "json"
        results = list(dict.fromkeys(op.result for _, op in found))
        yield RelationView(
            name=name,
            kind=kind,
            method=target.get("method", "GET"),
            constants=[f"{tag.attribute}.{op.constant}" for tag, op in found],
            result=" | ".join(results) or ("NoReturn" if kind == "browser" else "Any"),
        )


def _overloads(targets: list[RelationView]) -> Iterator[OverloadView]:
    for result in dict.fromkeys(target.result for target in targets):
        if result != "Any":
            yield OverloadView(names=[t.name for t in targets if t.result == result], result=result)


def _notifications(document: Document) -> Iterator[NotificationView]:
    field = document.tree["x-kontokit-client"].get("notification_tag")
    docs: dict[str, str] = {}
    names: dict[str, str] = {}
    for name, item in document.tree.get("webhooks", {}).items():
        model = _notification_model(item)
        docs.setdefault(model, item["post"].get("description", ""))
        names.setdefault(model, name)
    for model, doc in docs.items():
        tags = [_tag_value(document, model, field) or names[model]]
        if field is None and len(docs) > 1:
            tags = _own_fields(document, model, docs.keys() - {model})
        yield NotificationView(tags=tags, type=class_name(model), doc=doc)


def _notification_model(item: Mapping[str, Any]) -> str:
    schema = next(iter(item["post"]["requestBody"]["content"].values()))["schema"]
    model: str = schema["$ref"].rsplit("/", 1)[-1]
    return model


def _tag_value(document: Document, model: str, field: str | None) -> str | None:
    schema = document.tree["components"]["schemas"][model].get("properties", {}).get(field, {})
    value = schema.get("const") or next(iter(schema.get("examples", [])), schema.get("example"))
    return None if value is None else str(value)


def _own_fields(document: Document, model: str, others: Set[str]) -> list[str]:
    """
    List the properties that tell a notification from the others: those that no other has.

    Raises:
        FindingsError: There is none.
    """
    schemas = document.tree["components"]["schemas"]
    taken = {name for other in others for name in schemas[other].get("properties", {})}
    own = [name for name in schemas[model].get("properties", {}) if name not in taken]
    required = [name for name in own if name in schemas[model].get("required", [])]
    if not own:
        finding = document.finding(
            "#/x-kontokit-client",
            f"several webhooks, but nothing tells {model} from the others",
            "set notification_tag in x-kontokit-client in the overlay",
        )
        raise FindingsError([finding])
    return required[:1] or own


def _public_names(models: str) -> Iterator[str]:
    for node in ast.parse(models).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _user_docstrings(authentication: AuthenticationView) -> dict[str, str]:
    found: dict[str, str] = {}
    if authentication.sign_in:
        found["as_user"] = as_user_docstring(authentication.sign_in)
    if authentication.users:
        found["create_user"] = create_user_docstring(authentication.users)
        found["delete_user"] = delete_user_docstring(authentication.users)
    return found
