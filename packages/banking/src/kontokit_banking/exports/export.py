"""
Export transactions to files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from threading import Lock
from typing import Any, Final, TypeAlias, Unpack, cast

from anyio import CancelScope
from anyio.to_thread import run_sync

from kontokit import ArgumentError

from ..transaction import BookingStatus, Origin, Transaction
from .errors import ExtraMissingError, SeveralAccountsError
from .formats import Format, find_format
from .options import ExportOptions, chosen_statuses, new_job
from .report import ExportReport
from .surrogates import without_surrogates
from .target import Target, opened
from .writer import Job, OpenWriter, Writer

Rows: TypeAlias = Iterable[Transaction[Any]]
_BATCH: Final = 500
"""How many rows go to a thread at once."""


def export(rows: Rows, target: Target, to: str, **options: Unpack[ExportOptions]) -> ExportReport:
    """
    Write transactions to a file, one after another: a generator of any length may be given.

    Args:
        rows: Transactions, oldest first, such as ``bank.transactions(account)`` returns.
        target: The name of a file, which is written whole or not at all, or a file that is open for
            bytes; after an error, that one has a part.
        to: The name of a format, see ``FORMATS``.
        options: See ``ExportOptions``.

    Returns:
        How many were written and left out, and what was cut or replaced.

    Raises:
        UnknownFormatError: There is no such format.
        ExtraMissingError: Its library is not installed.
        AccountNeededError: It needs ``account``.
        SeveralAccountsError: The rows are of several accounts, and it can hold one.
        BalanceUnknownError: It begins and ends with a balance, and none fits.
        CurrencyUnknownError: It needs a currency, and a row has none.
        ValueDoesNotFitError: A number or a day cannot be written exactly.
        ArgumentError: Options do not fit the format.
        OSError: The file cannot be written.
    """
    with _writing(target, to, options) as run:
        run.write(rows)
    return run.report()


async def async_export(
    rows: Rows | AsyncIterable[Transaction[Any]],
    target: Target,
    to: str,
    **options: Unpack[ExportOptions],
) -> ExportReport:
    """
    Write transactions to a file, as ``export`` does; the file is written in a thread.

    Args:
        rows: Transactions, oldest first; an async generator too.
        target: See ``export``.
        to: See ``export``.
        options: See ``ExportOptions``.
    """
    writing = _writing(target, to, options)
    run = await run_sync(writing.__enter__)
    try:
        async for batch in _batches(rows):
            await run_sync(run.write, batch)
    except BaseException as error:
        with CancelScope(shield=True):
            await run_sync(writing.__exit__, type(error), error, error.__traceback__)
        raise
    await run_sync(writing.__exit__, None, None, None)
    return run.report()


class _Run:
    """
    Filters rows, counts them, and hands them to the writer of a format.
    """

    def __init__(
        self,
        writer: Writer,
        job: Job,
        statuses: frozenset[BookingStatus],
        options: ExportOptions,
    ) -> None:
        self._writer = writer
        self._job = job
        self._statuses = statuses
        self._adjustments = options.get("adjustments", job.format.adjustments)
        self._skipped: Counter[str] = Counter()
        self._rows = 0
        self._account: str | None = None
        # A thread may still write when its task is cancelled.
        self._lock = Lock()

    def write(self, rows: Rows) -> None:
        with self._lock:
            for row in rows:
                _check_type(row)
                if reason := self._reason_to_skip(row):
                    self._skipped[reason] += 1
                    continue
                self._check_account(row)
                self._writer.write(without_surrogates(row, self._job.notes))
                self._rows += 1

    def finish(self) -> None:
        with self._lock:
            self._writer.finish()

    def close(self) -> None:
        with self._lock:
            self._writer.close()

    def report(self) -> ExportReport:
        return self._job.notes.report(self._job.format.name, self._rows, self._skipped)

    def _reason_to_skip(self, row: Transaction[Any]) -> str | None:
        if row.status not in self._statuses:
            return row.status.value
        made_up = row.origin == Origin.ADJUSTMENT and not self._adjustments
        return Origin.ADJUSTMENT.value if made_up else None

    def _check_account(self, row: Transaction[Any]) -> None:
        if self._account is None:
            self._account = row.account_key
        elif self._job.format.one_account and row.account_key != self._account:
            raise SeveralAccountsError(
                f"a file of {self._job.format.name} holds one account, and the rows are of several"
            )


def _check_type(row: object) -> None:
    if not isinstance(row, Transaction):
        raise ArgumentError("these are not all transactions", place="rows")


@contextmanager
def _writing(target: Target, to: str, options: ExportOptions) -> Generator[_Run]:
    chosen = find_format(to)
    job, statuses = new_job(chosen, options), chosen_statuses(chosen, options)
    open_writer = _imported(chosen)
    with opened(target, overwrite=options.get("overwrite", True)) as out:
        run = _Run(open_writer(out, job), job, statuses, options)
        try:
            yield run
            run.finish()
        finally:
            run.close()


def _imported(chosen: Format) -> OpenWriter:
    try:
        module = import_module(f".{chosen.module}", __package__)
    except ImportError:
        if chosen.extra is None:
            raise
        raise ExtraMissingError(chosen.name, chosen.extra) from None
    return cast("OpenWriter", module.open_writer)


async def _batches(
    rows: Rows | AsyncIterable[Transaction[Any]],
) -> AsyncIterator[list[Transaction[Any]]]:
    if not isinstance(rows, AsyncIterable):
        for some in _sync_batches(rows):
            yield some
        return
    batch: list[Transaction[Any]] = []
    async for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _sync_batches(rows: Rows) -> Iterator[list[Transaction[Any]]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch
