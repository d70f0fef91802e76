"""
Renders all files of a client package from a normalised document.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

import attrs

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.openapi.servers import server_url
from kontokit_generator.overlay.client_extension import client_of
from kontokit_generator.plan.authentication import plan_authentication
from kontokit_generator.plan.banking import plan_banking
from kontokit_generator.plan.client_docstrings import (
    ASYNC_FOLLOW,
    FOLLOW,
    async_constructor_docstring,
    async_settings_docstrings,
    client_docstring,
    constructor_docstring,
    settings_docstrings,
)
from kontokit_generator.plan.client_views import AuthenticationView, VariablesView
from kontokit_generator.plan.error_codes import plan_error_codes
from kontokit_generator.plan.model import TagView
from kontokit_generator.plan.notifications import notification_tag, plan_notifications
from kontokit_generator.plan.readme_example import first_call
from kontokit_generator.plan.relations import plan_overloads, plan_relations
from kontokit_generator.plan.sca import plan_sca
from kontokit_generator.plan.tags import plan_tags
from kontokit_generator.plan.typed_dicts import plan_types
from kontokit_generator.plan.unattended import plan_unattended
from kontokit_generator.plan.user_docstrings import async_user_docstrings, user_docstrings
from kontokit_generator.plan.variables import plan_variables
from kontokit_generator.plan.webhook_docstrings import WEBHOOK, unwrap_docstring
from kontokit_generator.python.escaping import one_line
from kontokit_generator.render.datamodel_adapter import render_models
from kontokit_generator.render.environment import environment, render
from kontokit_generator.runtime import SCA_MODULE, SCA_ROOT, sca_classes
from kontokit_generator.settings.keys import PYTHONS
from kontokit_generator.settings.metadata import PRIVATE, PackageMetadata

RUNTIME = ">=0.2,<0.3"
"""The versions of the runtime that generated packages ask for."""


def render_package(document: Document, metadata: PackageMetadata) -> dict[str, str]:
    """
    Write the files of a package.

    Args:
        metadata: What the package says of itself.

    Returns:
        Path in the folder of the package → content, unformatted.

    Raises:
        FindingsError: One of the two generators refuses the document.
    """
    tags = [_with_pages(tag, document.api, metadata) for tag in plan_tags(document)]
    models = render_models(document)
    values = _shared_values(document, tags, models, metadata)
    made = environment()
    root = f"src/{values['package']}"
    files = {
        "pyproject.toml": render(made, "pyproject.toml.jinja", **values),
        "README.md": render(made, "README.md.jinja", **values),
        f"{root}/__init__.py": render(made, "init.py.jinja", **values),
        f"{root}/client.py": render(made, "client.py.jinja", kind="sync", **values),
        f"{root}/async_client.py": render(made, "client.py.jinja", kind="async", **values),
        f"{root}/provider.py": render(made, "provider.py.jinja", **values),
        f"{root}/models.py": _module_docstring(f"What {values['title']} sends and takes.")
        + f"\n{models}",
        f"{root}/py.typed": "",
        f"{root}/operations/__init__.py": _module_docstring(
            f"The operations of {values['title']}, a module for each tag."
        ),
    }
    if metadata.license_text:
        files["LICENSE"] = metadata.license_text
    if values["notifications"]:
        files[f"{root}/webhooks.py"] = render(made, "webhooks.py.jinja", **values)
    if values["targets"]:
        for name, kind in {"relations": "sync", "async_relations": "async"}.items():
            files[f"{root}/{name}.py"] = render(made, "relations.py.jinja", kind=kind, **values)
    if values["types"]:
        files[f"{root}/types.py"] = render(made, "types.py.jinja", **values)
    if values["sca"]:
        files[f"{root}/sca.py"] = render(made, "sca.py.jinja", **values)
    if values["unattended"]:
        files[f"{root}/unattended.py"] = render(made, "unattended.py.jinja", **values)
    if values["error_codes"]:
        files[f"{root}/error_codes.py"] = render(made, "error_codes.py.jinja", **values)
    if values["banking"]:
        files[f"{root}/banking.py"] = render(made, "banking.py.jinja", **values)
    for tag in tags:
        files[f"{root}/operations/{tag.attribute}.py"] = render(
            made, "operations.py.jinja", tag=tag, **values
        )
    return files


def _with_pages(tag: TagView, api: str, metadata: PackageMetadata) -> TagView:
    own = metadata.operation_page.replace("{api}", api).replace("{tag}", tag.attribute)
    operations = [attrs.evolve(one, page=one.page or own) for one in tag.operations]
    return attrs.evolve(tag, operations=operations)


def _module_docstring(text: str) -> str:
    return f'"""\n{one_line(text)}\n"""\n'


def _shared_values(
    document: Document, tags: list[TagView], models: str, metadata: PackageMetadata
) -> dict[str, Any]:
    authentication = plan_authentication(document, tags)
    variables = plan_variables(document, authentication)
    has_end_user = any(a.end_user for tag in tags for op in tag.operations for a in op.arguments)
    return {
        **_about(document),
        **_metadata(document, metadata),
        **_relation_values(document, tags),
        **_notification_values(document),
        **_docstrings(document, authentication, variables, has_end_user=has_end_user),
        "runtime": RUNTIME,
        "auth": authentication,
        "variables": variables,
        "has_end_user": has_end_user,
        "tags": tags,
        "exported": list(_public_names(models)),
        "types": plan_types(document, tags, _user_annotations(authentication)),
        "sca": plan_sca(document, tags),
        "banking": plan_banking(document, tags),
        "unattended": plan_unattended(document, tags),
        "error_codes": plan_error_codes(
            document, metadata.error_page.replace("{api}", document.api)
        ),
        "sca_module": SCA_MODULE,
        "sca_root": SCA_ROOT,
        "sca_classes": list(sca_classes()),
        "example": first_call(document, tags, authentication),
    }


def _user_annotations(authentication: AuthenticationView) -> list[str]:
    return [one.annotation for one in (authentication.users.fields if authentication.users else [])]


def _about(document: Document) -> dict[str, Any]:
    info, client = document.tree["info"], client_of(document.tree)
    return {
        "api": document.api,
        "title": info["title"],
        "summary": " ".join(_summary(info).split()),  # metadata allows one line
        "description": info.get("description", ""),
        "client": client["name"],
        "correlation_header": client.get("correlation_header"),
        "request_id_header": client.get("request_id_header"),
        "environments": _environments(document),
    }


def _metadata(document: Document, metadata: PackageMetadata) -> dict[str, Any]:
    name = document.api
    return {
        "metadata": metadata,
        "distribution": metadata.distribution(name),
        "package": metadata.package(name),
        "urls": [(label, url.replace("{api}", name)) for label, url in _urls(metadata)],
        "authors": [_author(*parseaddr(one), one) for one in metadata.authors],
        "classifiers": _classifiers(metadata),
        "is_private": PRIVATE in metadata.classifiers,
        "readme_note": metadata.readme.strip("\n").replace("{api}", name),
    }


def _urls(metadata: PackageMetadata) -> list[tuple[str, str]]:
    homepage = [("Homepage", metadata.homepage)] if metadata.homepage else []
    return [*homepage, *metadata.urls]


def _author(name: str, address: str, text: str) -> dict[str, str]:
    # Without an address, parseaddr takes the last word of the name for one.
    if "@" not in address:
        return {"name": text}
    return {key: value for key, value in (("name", name), ("email", address)) if value}


def _classifiers(metadata: PackageMetadata) -> list[str]:
    given = metadata.classifiers
    known = ["Intended Audience :: Developers", "Typing :: Typed"]
    if not any(one.startswith("Development Status") for one in given):
        known.append("Development Status :: 4 - Beta")
    allowed = PYTHONS[PYTHONS.index(metadata.python) :]
    pythons = (f"Programming Language :: Python :: {one}" for one in allowed)
    return sorted({*given, *known, *pythons})


def _summary(info: Tree) -> str:
    return str(info.get("summary") or f"Typed Python client of {info['title']}")


def _environments(document: Document) -> dict[str, str]:
    return {
        server.get("x-environment", "production"): server_url(server)
        for server in document.tree["servers"]
    }


def _relation_values(document: Document, tags: list[TagView]) -> dict[str, Any]:
    targets = list(plan_relations(document, tags))
    return {
        "targets": targets,
        "overloads": list(plan_overloads(targets)),
        "path_aliases": document.tree.get("x-kontokit-path-aliases", {}),
        "modules": sorted({constant.split(".")[0] for t in targets for constant in t.constants}),
    }


def _notification_values(document: Document) -> dict[str, Any]:
    notifications = list(plan_notifications(document))
    return {
        "notifications": notifications,
        "tag_field": notification_tag(document),
        "serial_field": client_of(document.tree).get("notification_serial"),
        "digest": client_of(document.tree).get("notification_digest"),
        "notification_types": [one.type for one in notifications],
    }


def _docstrings(
    document: Document,
    authentication: AuthenticationView,
    variables: list[VariablesView],
    *,
    has_end_user: bool,
) -> dict[str, Any]:
    info, client = document.tree["info"], client_of(document.tree)
    name = client["name"]
    environments = _environments(document)
    return {
        "client_docstrings": {
            kind: client_docstring(info["title"], kind) for kind in ("sync", "async")
        },
        "constructor_docstrings": {
            "sync": constructor_docstring(authentication, environments, has_end_user=has_end_user),
            "async": async_constructor_docstring(name),
        },
        "user_docstrings": {
            "sync": user_docstrings(authentication, has_end_user=has_end_user),
            "async": async_user_docstrings(authentication, name, has_end_user=has_end_user),
        },
        "settings_docstrings": {
            "sync": settings_docstrings(variables, has_end_user=has_end_user),
            "async": async_settings_docstrings(name),
        },
        "follow_docstrings": {"sync": FOLLOW, "async": ASYNC_FOLLOW},
        "webhook_docstring": WEBHOOK,
        "unwrap_docstring": unwrap_docstring(signs="notification_digest" in client),
        "package_docstring": f"Typed client of {info['title']}.\n\n{info.get('description', '')}",
    }


def _public_names(models: str) -> Iterator[str]:
    # Read from the source, because importing it needs the runtime.
    for node in ast.parse(models).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
