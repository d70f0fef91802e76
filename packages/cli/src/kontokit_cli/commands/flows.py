"""
``kontokit flows``: SCA that was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ..groups import group
from ..options import Options, options_of

if TYPE_CHECKING:
    from ..output.columns import Shape

__all__ = ["flows"]

FIELDS: Final = ("id", "kind", "state", "bank", "started")
_EXAMPLES: Final = (
    "kontokit flows",
    "kontokit flows resume rent-11",
    "kontokit flows cancel rent-11",
)


@group("flows", examples=_EXAMPLES)
def flows() -> None:
    """List, resume and cancel SCA that was left."""


@flows.command_of("list", "List what was left.", examples=_EXAMPLES)
@click.option("--all", "is_whole", is_flag=True, help="Also what has ended.")
@click.pass_context
def _list(ctx: click.Context, /, **flags: bool) -> None:
    from ..flow_notes import notes
    from ..flow_states import ENDED
    from ..output.writer import write_rows
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options) as session:
        rows = [
            {name: note.get(name) for name in FIELDS} | {"id": flow_id}
            for flow_id, note in notes(session).items()
            if flags["is_whole"] or note["state"] not in ENDED
        ]
        write_rows(rows, _shape(options), options)


@flows.command_of(
    "resume",
    "Go on with SCA that was left.",
    examples=("kontokit --sandbox flows resume connect-0123456789",),
)
@click.argument("flow_id", metavar="ID")
@click.pass_context
def _resume(ctx: click.Context, /, flow_id: str) -> None:
    from ..flow_runs import resume_flow
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options) as session:
        resume_flow(session, flow_id)
        _write(session, flow_id)


@flows.command_of(
    "cancel",
    "Cancel SCA that was left, also at the provider.",
    examples=("kontokit --sandbox flows cancel connect-0123456789",),
)
@click.argument("flow_id", metavar="ID")
@click.pass_context
def _cancel(ctx: click.Context, /, flow_id: str) -> None:
    from ..flow_runs import cancel_flow
    from ..session import open_session

    with open_session(options_of(ctx)) as session:
        cancel_flow(session, flow_id)
        _write(session, flow_id)


def _write(session: Any, flow_id: str) -> None:
    from ..flow_notes import note_of
    from ..output.writer import write_one

    note = note_of(session, flow_id)
    record = {name: note.get(name) for name in FIELDS} | {"id": flow_id}
    write_one(record, _shape(session.options), session.options)


def _shape(options: Options) -> Shape:
    from ..output.columns import Column, Shape
    from ..output.values import moment

    columns = [Column(title=name.upper(), field=name) for name in FIELDS[:-1]]
    started = Column(
        title="STARTED", field="started", show=lambda row: moment(row["started"], options)
    )
    return Shape(fields=FIELDS, columns=[*columns, started])
