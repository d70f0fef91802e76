"""
The docstrings of generated methods: in full for sync methods, a pointer to them for async ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kontokit_generator.plan.body_views import ArgumentView, BodyArgumentView, BodyFieldView
from kontokit_generator.plan.model import OldNameView, OperationView, TagView
from kontokit_generator.python.docstrings import docstring
from kontokit_generator.runtime import error_name

_INDENT = 8
_MAY_NEED_SCA = (
    "Call it with ``client.sca.start``: the bank may ask for strong customer authentication, and"
    " the flow then does what is described below."
)
_MAY_NEED_SCA_ASYNC = "Call it with ``client.sca.start``, since the bank may ask for SCA."


def _method(operation: OperationView) -> str:
    return _written(
        f"{operation.summary.rstrip('.')}.",
        _MAY_NEED_SCA if operation.sca else "",
        "Deprecated by the provider." if operation.deprecated else "",
        _in_python(operation, operation.description.strip()),
        _at_provider(operation),
        _section("Args", _arguments(operation)),
        _section("Returns", [_result(operation)]),
        _section("Raises", _errors(operation)),
    )


def _old_name(operation: OperationView, old: OldNameView) -> str:
    return _written(
        f"Deprecated: use ``{operation.name}``, which has the same arguments, result and errors.",
        f"The provider calls it ``{old.id}``{_see_page(operation)}.",
    )


def _async_method(operation: OperationView, tag: TagView) -> str:
    method = f"{tag.class_name}.{operation.name}"
    before = _MAY_NEED_SCA_ASYNC if operation.sca else ""
    return _pointer(operation.summary, operation, method, _at_provider(operation), before)


def _async_old_name(operation: OperationView, tag: TagView, old: OldNameView) -> str:
    summary = f"Deprecated: use ``{operation.name}``."
    called = f"The provider calls it ``{old.id}``."
    return _pointer(summary, operation, f"{tag.class_name}.{old.name}", called)


# Editors do not follow links, so the pointer names the arguments.
def _pointer(
    summary: str, operation: OperationView, method: str, called: str, before: str = ""
) -> str:
    listed = ", ".join(f"``{name}``" for name in _names(operation))
    arguments = f"Arguments: {listed}. " if listed else ""
    return _written(f"{summary.rstrip('.')}.", before, f"{arguments}{called} See :meth:`{method}`.")


def _written(*paragraphs: str) -> str:
    return docstring("\n\n".join(text for text in paragraphs if text), _INDENT)


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"    {line}" for line in lines)]) if lines else ""


def _at_provider(operation: OperationView) -> str:
    request = f"``{operation.method} {operation.path}``"
    return f"The provider calls it ``{operation.id}`` ({request}){_see_page(operation)}."


def _see_page(operation: OperationView) -> str:
    return f"; see {operation.page}" if operation.page else ""


def _result(operation: OperationView) -> str:
    found = dict.fromkeys(" ".join(one.doc.split()) for one in operation.results if one.doc)
    response = " Or: ".join(found) or "Nothing."
    if operation.rows is None:
        return response
    if operation.page_parameter is None:
        return f"The rows. ``first_page()`` returns the whole response: {response}"
    return f"The rows of all pages. ``first_page()`` returns one page: {response}"


def _arguments(operation: OperationView) -> list[str]:
    given = (*operation.positional, *operation.keywords)
    lines = [f"{one.name}: {text}" for one in given if (text := _argument(operation, one))]
    if operation.rows:
        pages = ", over all pages" if operation.page_parameter else "; the response has all of them"
        lines.append(f"max_items: The most rows to give{pages}.")
    return lines


def _argument(
    operation: OperationView, argument: ArgumentView | BodyArgumentView | BodyFieldView
) -> str:
    is_page = isinstance(argument, ArgumentView) and argument.wire == operation.page_parameter
    hint = "The list begins with this page." if is_page else ""
    return _in_python(operation, " ".join([*argument.doc.split(), hint]).strip())


def _in_python(operation: OperationView, text: str) -> str:
    """
    Write the arguments that a text names on the wire as the method calls them.
    """
    for one in operation.keywords:
        text = text.replace(f"`{one.wire}`", f"`{one.name}`")
    return text


def _errors(operation: OperationView) -> list[str]:
    return [
        *(
            f"{error_name(status)}: {_title(status)}. {' '.join(text.split())}"
            for status, text in operation.error_docs
        ),
        "ArgumentError: An argument or the body cannot be sent; nothing was sent.",
        "TransportError: No complete response arrived.",
        "UnexpectedResponseError: The response does not match the API's documentation.",
    ]


def _title(status: int | str) -> str:
    return "Any other status" if status == "default" else str(status)


def _names(operation: OperationView) -> list[str]:
    names = [str(one.name) for one in (*operation.positional, *operation.keywords)]
    return names + (["max_items"] if operation.rows else [])


FILTERS: dict[str, Callable[..., str]] = {
    "async_method_docstring": _async_method,
    "async_old_name_docstring": _async_old_name,
    "method_docstring": _method,
    "old_name_docstring": _old_name,
}
"""By name in the templates."""
