"""
``kontokit call``: any operation of an API, by the provider's own id.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from ..completion import complete_api
from ..failures import Misused
from ..groups import command, with_examples
from ..options import options_of

if TYPE_CHECKING:
    from kontokit.operations import Operation, Provider

__all__ = ["call"]

_HELP: Final = """Call an OPERATION of an API by the provider's own id.

Arguments are NAME=VALUE, by the names of the document. A value that is JSON is read as such: a
list, a number, true. The response is written as JSON. Without OPERATION, all are listed."""
_EXAMPLES: Final = (
    "kontokit --sandbox call finapi_access getAndSearchAllAccounts",
    "kontokit --sandbox call bankimport listTransactions limit=5",
    "kontokit --sandbox call finapi_access getAccount id=1",
)


def _complete_operation(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    from ..failures import CommandFailed
    from ..providers import find_provider

    try:
        known = find_provider(str(ctx.params.get("api_name")))
    except CommandFailed:
        return []
    return [one for one in known.operations if one.startswith(typed)]


@command("call", help=with_examples(_HELP, _EXAMPLES))
@click.argument("api_name", metavar="API", shell_complete=complete_api)
@click.argument(
    "operation_id", metavar="[OPERATION]", required=False, shell_complete=_complete_operation
)
@click.argument("arguments", metavar="[NAME=VALUE]...", nargs=-1)
@click.option("--body", "body_file", metavar="FILE|-", help="File with the body as JSON.")
@click.option("--all", "is_whole", is_flag=True, help="All pages of a list, not the first one.")
@click.option("--yes", "-y", is_flag=True, help="Send an order; without it, none is sent.")
@click.pass_context
def call(
    ctx: click.Context,
    *,
    api_name: str,
    operation_id: str | None,
    arguments: tuple[str, ...],
    body_file: str | None,
    is_whole: bool,
    yes: bool,
) -> None:
    """Call an operation."""
    from ..providers import find_provider
    from ..session import open_session

    options = options_of(ctx)
    provider = find_provider(api_name)
    if operation_id is None:
        click.echo("\n".join(provider.operations))
        return
    operation = _operation(provider, operation_id)
    options.only_reads = operation.retry_class == "read" or operation.method == "GET"
    if operation.is_order and not yes:
        raise Misused(
            f"{operation.id} moves money; give --yes to send it",
            next_step="'kontokit pay' asks for SCA, and sends no order twice",
        )
    given = _arguments(operation, arguments)
    body = _body(body_file)
    with open_session(options, api=api_name) as session:
        if is_whole:
            result = list(session.client.list(operation, given))
        else:
            result = session.client.call(operation, given, *([] if body is None else [body]))
        _write(result, options)


def _operation(provider: Provider, operation_id: str) -> Operation[Any]:
    from difflib import get_close_matches

    if operation_id not in provider.operations:
        near = get_close_matches(operation_id, provider.operations, 3)
        raise Misused(
            f"{provider.title} has no operation {operation_id!r}",
            next_step=f"did you mean {' or '.join(near)}?" if near else None,
        )
    return provider.operation(operation_id)


def _arguments(operation: Operation[Any], words: tuple[str, ...]) -> dict[str, Any]:
    known = {one.wire: one for one in operation.parameters}
    known |= {one.name: one for one in operation.parameters}
    found: dict[str, Any] = {}
    for word in words:
        name, sign, text = word.partition("=")
        if not sign:
            raise Misused(f"{word!r} is no NAME=VALUE")
        if name not in known:
            names = ", ".join(one.wire for one in operation.parameters) or "none"
            raise Misused(f"{operation.id} has no argument {name!r}; it has: {names}")
        found[known[name].name] = _typed(known[name], text)
    missing = [one.wire for one in operation.parameters if one.required and one.name not in found]
    if missing:
        raise Misused(f"{operation.id} needs {', '.join(f'{one}=VALUE' for one in missing)}")
    return found


def _typed(parameter: Any, text: str) -> Any:
    """
    A value of the type that the document says.
    """
    from datetime import date, datetime
    from decimal import Decimal, InvalidOperation

    if parameter.style == "json" or (parameter.model is not None and text[:1] in ("{", "[")):
        return _json(text)
    if parameter.many:
        values = _json(text) if text.startswith("[") else text.split(",")
        return [_scalar(parameter.type, str(one)) for one in values]
    try:
        if parameter.format == "date":
            return date.fromisoformat(text)
        if parameter.format is not None and "date-time" in parameter.format:
            return datetime.fromisoformat(text)
        return Decimal(text) if parameter.type == "number" else _scalar(parameter.type, text)
    except (ValueError, InvalidOperation):
        kind = parameter.format or parameter.type
        raise Misused(f"{parameter.wire}={text!r} is no {kind}") from None


def _scalar(kind: str, text: str) -> Any:
    if kind == "integer":
        return int(text)
    if kind == "boolean":
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"
    if kind == "anything" and text[:1] in ("{", "[", '"'):
        return _json(text)
    return text


def _json(text: str) -> Any:
    import json
    from decimal import Decimal

    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise Misused(f"this is no JSON: {error}") from None


def _body(source: str | None) -> Any:
    if source is None:
        return None
    if source == "-":
        return _json(sys.stdin.read())
    from pathlib import Path

    try:
        return _json(Path(source).read_text("utf-8"))
    except OSError as error:
        raise Misused(f"{source}: {error.strerror}") from None


def _write(result: Any, options: Any) -> None:
    import json

    from ..output.values import as_json
    from ..output.writer import target_of

    if result is None:
        return
    with target_of(options) as target:
        if isinstance(result, bytes):
            target.write(result.decode("utf-8", "replace"))
            return
        target.write(json.dumps(as_json(result), ensure_ascii=False, indent=2) + "\n")
