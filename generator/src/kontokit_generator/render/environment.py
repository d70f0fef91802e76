"""
The template environment: our templates with the filters they use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import jinja2

from kontokit_generator.plan.model import ArgumentView, OldNameView, OperationView, TagView
from kontokit_generator.python.docstrings import docstring, escaped

TEMPLATES = Path(__file__).parents[1] / "templates" / "package"

_ERRORS = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    422: "UnprocessableEntity",
    423: "Locked",
    429: "RateLimited",
    451: "WebFormRequired",
    500: "InternalServerError",
    501: "NotSupported",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
    510: "AdditionalAuthenticationRequired",
}
"""The class that kontokit raises for a status; other ones are told by their kind."""


def environment() -> jinja2.Environment:
    """
    Make the environment in which all files of a package are rendered.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    made.filters.update(_FILTERS)
    return made


def error_name(status: int) -> str:
    """
    Name the exception that a status becomes.
    """
    kinds = {3: "RedirectRefused", 5: "ServerError"}
    return _ERRORS.get(status, kinds.get(status // 100, "UnexpectedStatus"))


def _as_markdown(text: str) -> str:
    return text.replace("``", "`")


def _as_seen_in(annotation: str, tag: TagView) -> str:
    return annotation.replace("list[", f"{tag.list_type}[")


def _method_docstring(operation: OperationView) -> str:
    result = " Or: ".join(dict.fromkeys(each.doc for each in operation.results if each.doc))
    return docstring("\n".join(_sections(operation, operation.summary, result)), 8)


def _old_name_docstring(operation: OperationView, old: OldNameView) -> str:
    summary = f"Deprecated: ``{operation.name}`` does the same."
    result = " Or: ".join(dict.fromkeys(each.doc for each in operation.results if each.doc))
    renamed = attrs.evolve(operation, id=old.id)
    return docstring("\n".join(_sections(renamed, summary, result)), 8)


def _demanded(annotation: str) -> str:
    return annotation.removesuffix(" | None")


def _iterator_docstring(operation: OperationView) -> str:
    summary = f"{operation.summary.rstrip('.')}: row by row, over all pages."
    result = (
        "The rows; a page is asked for when it is needed. ``.pages()`` gives the pages themselves."
    )
    left_out = operation.paging.page if operation.paging else None
    return docstring("\n".join(_sections(operation, summary, result, left_out)), 8)


def _sections(
    operation: OperationView, summary: str, result: str, left_out: str | None = None
) -> Iterable[str]:
    yield summary.rstrip(".") + "."
    yield ""
    if operation.deprecated:
        yield "Deprecated by the provider."
        yield ""
    if operation.description:
        yield operation.description.strip()
        yield ""
    source = operation.source or "its specification"
    yield f"The provider calls it ``{operation.id}``; source: {source}."
    yield ""
    yield "Args:"
    for argument in [*operation.positional, *operation.named]:
        if argument.wire != left_out:
            yield f"    {argument.name}: {_one_line(argument)}"
    if left_out:
        yield "    max_items: The most rows to give, over all pages; None for all."
    if operation.body:
        hint = (
            " A dict uses the names on the wire." if "Mapping" in operation.body.annotation else ""
        )
        yield f"    body: {' '.join(operation.body.doc.split())}{hint}"
    yield "    options: Time limits, headers and correlation id of this one call."
    yield ""
    yield "Returns:"
    yield f"    {' '.join(result.split()) or 'Nothing.'}"
    yield ""
    yield "Raises:"
    for status, text in operation.error_docs:
        yield f"    {error_name(status)}: {status}. {' '.join(text.split())}"
    yield "    ArgumentError: An argument or the body cannot be sent; nothing was sent."
    yield "    TransportError: No complete answer came."
    yield "    UnexpectedResponse: The answer is not what the document promises."


def _one_line(argument: ArgumentView) -> str:
    return " ".join(argument.doc.split())


def _table_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _iterator_suffix(name: str) -> str:
    return name.removeprefix("list")


def _model(name: str) -> str:
    return f"models.{name}"


def _modules(*constants: Iterable[str]) -> str:
    found = {constant.split(".")[0] for some in constants for constant in some}
    return ", ".join(sorted(found))


def _prose(text: str) -> str:
    return escaped(text).strip()


_FILTERS: dict[str, Callable[..., str]] = {
    "as_markdown": _as_markdown,
    "as_seen_in": _as_seen_in,
    "demanded": _demanded,
    "docstring": docstring,
    "iterator_docstring": _iterator_docstring,
    "iterator_suffix": _iterator_suffix,
    "method_docstring": _method_docstring,
    "model": _model,
    "modules": _modules,
    "old_name_docstring": _old_name_docstring,
    "prose": _prose,
    "source": repr,
    "table_cell": _table_cell,
}


def render(made: jinja2.Environment, template: str, **values: Any) -> str:
    """
    Render one file.
    """
    return made.get_template(template).render(**values)
