"""
Writes transactions in the file formats of ``kontokit_banking.exports``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .exit_codes import worst
from .failures import NotSetUp
from .files import refuse_existing
from .options import Options
from .session import Session, open_session
from .transaction_reader import Query, TransactionReader

if TYPE_CHECKING:
    from kontokit_banking.exports import ExportReport

__all__ = ["write_transactions"]


def write_transactions(query: Query, form: str, options: Options) -> int:
    """
    Write transactions into the file of ``--out``, or to the standard output.

    Returns:
        The code of the worst error of an account; 0 where there was none.

    Raises:
        Misused: The file exists.
        NotSetUp: The format needs an extra that is not installed.
        ExportError: The format cannot hold them, or is not known.
    """
    from kontokit_banking.exports import ExtraMissingError
    from kontokit_banking.exports.formats import find_format

    find_format(form)
    if options.out is not None:
        refuse_existing(options.out, force=options.force)
    elif sys.stdout.isatty():
        options.no_progress = True  # both would stand on one screen
    try:
        with open_session(options) as session:
            reader = TransactionReader(session, query)
            report = _write(session, reader, form)
            reader.remember()
    except ExtraMissingError as error:
        raise NotSetUp(
            f"{form} needs a library that is not installed",
            next_step=f"pip install 'kontokit-cli[{error.extra}]'",
        ) from None
    if not options.quiet:
        _tell(report, options)
    return worst(reader.codes)


def _write(session: Session, reader: TransactionReader, form: str) -> ExportReport:
    from kontokit_banking.exports import export

    options, bank = session.options, session.bank
    return export(
        (row for _, row in reader.by_account()),
        sys.stdout.buffer if options.out is None else options.out,
        form,
        account=reader.accounts,
        balances={one.key: bank.balances(one) for one in reader.accounts},
        raw=options.raw,
        overwrite=options.force,
    )


def _tell(report: ExportReport, options: Options) -> None:
    place = "" if options.out is None else f" in {options.out}"
    click.echo(f"{report.rows} transactions{place} ({report.format})", err=True)
    for reason, number in report.skipped.items():
        click.echo(f"  left out: {number} ({reason})", err=True)
    for note in report.notes:
        click.echo(f"  {note.kind.value}: {note.field} of {note.rows} rows", err=True)
