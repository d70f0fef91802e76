"""
Writes rows in the chosen format, to the standard output or into a file.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, TextIO

import click

from ..failures import Misused
from ..files import new_file
from ..options import Options
from .columns import Record, Shape
from .values import as_json, shown

__all__ = ["hint", "target_of", "write_one", "write_rows"]


def write_rows(
    rows: Iterable[Record], shape: Shape, options: Options, *, summary: str | None = None
) -> None:
    """
    Write a list.

    Args:
        rows: Each with the fields of the shape.
        shape: Its fields and columns.
        options: The format, the fields and the file.
        summary: A line below the table, for people.

    Raises:
        Misused: A field is not known, or the file exists.
    """
    fields = _fields(shape, options)
    with target_of(options) as target:
        match options.format:
            case "json":
                _json_list(rows, fields, target)
            case "jsonl":
                for row in rows:
                    target.write(f"{_json(row, fields)}\n")
            case "csv":
                _csv(rows, fields, target)
            case _:
                _table(rows, shape, options, target)
                hint(summary, options)


def write_one(record: Record, shape: Shape, options: Options) -> None:
    """
    Write one object: JSON as an object, everything else as a list of one row.
    """
    if options.format == "json":
        with target_of(options) as target:
            target.write(f"{_json(record, _fields(shape, options), indent=2)}\n")
        return
    write_rows([record], shape, options)


def hint(text: str | None, options: Options) -> None:
    """
    Tell a person something beside the data. Nothing is said where nobody reads.
    """
    if text and not options.quiet and not options.is_for_programs and sys.stderr.isatty():
        click.echo(text, err=True)


def _fields(shape: Shape, options: Options) -> list[str]:
    known = [*shape.fields, *(["raw"] if options.raw else [])]
    if not options.fields:
        return known
    for one in options.fields:
        if one not in known:
            near = get_close_matches(one, known, 1)
            first = f"did you mean {near[0]}? " if near else ""
            raise Misused(
                f"there is no field {one!r}", next_step=f"{first}known: {', '.join(known)}"
            )
    return list(options.fields)


@contextmanager
def target_of(options: Options) -> Generator[TextIO]:
    """
    Where data is written: the standard output, or the file of ``--out``.

    Raises:
        Misused: The file exists.
        OSError: It cannot be written.
    """
    if options.out is None:
        yield sys.stdout
        return
    with new_file(options.out, force=options.force) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _json(row: Record, fields: Iterable[str], *, indent: int | None = None) -> str:
    chosen = {name: as_json(row.get(name)) for name in fields}
    separators = None if indent else (",", ":")
    return json.dumps(chosen, ensure_ascii=False, indent=indent, separators=separators)


def _json_list(rows: Iterable[Record], fields: list[str], target: TextIO) -> None:
    start = "["
    for row in rows:
        target.write(f"{start}\n{_json(row, fields)}")
        start = ","
    target.write("[]\n" if start == "[" else "\n]\n")


def _csv(rows: Iterable[Record], fields: list[str], target: TextIO) -> None:
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in fields])


def _cell(value: Any) -> str:
    plain = as_json(value)
    if plain is None:
        return ""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _table(rows: Iterable[Record], shape: Shape, options: Options, target: TextIO) -> None:
    if options.out is None and target.isatty():
        from .table import draw

        draw(rows, _chosen(shape, options), options)
        return
    columns = _chosen(shape, options)
    target.write("\t".join(one.title for one in columns) + "\n")
    for row in rows:
        # Nothing is cut, and no text can begin a new cell or line.
        target.write("\t".join(shown(row.get(one.field)) for one in columns) + "\n")


def _chosen(shape: Shape, options: Options) -> list[Any]:
    from .columns import Column

    if not options.fields:
        return list(shape.columns)
    known: Mapping[str, Any] = {one.field: one for one in shape.columns}
    named = _fields(shape, options)
    return [known.get(one) or Column(title=one.upper(), field=one) for one in named]
