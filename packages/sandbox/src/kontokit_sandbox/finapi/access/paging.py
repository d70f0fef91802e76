"""
Filtering by id, sorting and paging of all lists of finAPI Access.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ...openapi.decimal_json import is_object
from ...server.service import Call
from ..context import Context
from ..errors import refused
from ..state.world import Record

__all__ = ["chosen", "ordered", "paged", "paging_of"]

_MAX_IDS = 1000


def chosen(context: Context, call: Call, rows: Iterable[Record]) -> list[Record]:
    """
    Filter rows by the ids in the query, if there are any.

    Raises:
        Problem: There are too many ids.
    """
    ids = call.query.get("ids")
    if ids is None:
        return list(rows)
    if len(ids) > _MAX_IDS:
        raise refused(context, call, 400, "TOO_MANY_IDS", f"at most {_MAX_IDS} ids are allowed")
    return [row for row in rows if row["id"] in set(ids)]


def ordered(
    context: Context, call: Call, rows: Iterable[Record], fields: Collection[str]
) -> list[Record]:
    """
    Sort rows by the criteria of the query, ``field,asc`` or ``field,desc``, and then by id.

    Rows without an id keep their order.

    Args:
        fields: What the list may be sorted by.

    Raises:
        Problem: A field or a direction is unknown.
    """
    found = sorted(rows, key=lambda row: int(row.get("id", 0)))
    # Sorting is stable, so the most important criterion comes last.
    for criterion in reversed(call.query.get("order", [])):
        field, _, direction = criterion.partition(",")
        if field not in fields or direction.lower() not in ("", "asc", "desc"):
            text = f"the list cannot be sorted by {criterion!r}"
            raise refused(context, call, 400, "UNSUPPORTED_ORDER", text)
        found.sort(key=lambda row: _sortable(row, field), reverse=direction.lower() == "desc")
    return found


def paged(call: Call, rows: list[Record]) -> tuple[list[Record], Record]:
    """
    Return the page that the query asks for.

    Returns:
        Its rows, and the ``paging`` object.
    """
    page, per_page = call.query.get("page", 1), call.query.get("perPage", 20)
    return rows[(page - 1) * per_page : page * per_page], paging_of(call, len(rows))


def paging_of(call: Call, count: int) -> Record:
    """
    Return the ``paging`` object of a list with a number of rows.
    """
    page, per_page = call.query.get("page", 1), call.query.get("perPage", 20)
    return {
        "page": page,
        "perPage": per_page,
        "pageCount": -(-count // per_page),
        "totalCount": count,
    }


def _sortable(row: Record, path: str) -> tuple[bool, Any]:
    found: Any = row
    for name in path.split("."):
        found = found.get(name) if is_object(found) else None
    text = found.lower() if isinstance(found, str) else found
    # Rows without the field come first, and None is never compared with a value.
    return found is not None, text if found is not None else 0
