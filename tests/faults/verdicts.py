"""
What is wrong with how a schedule ended, compared with the books of the bank.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kontokit.sca.steps import Cancelled, Expired, Failed, Finished, Unknown
from tests.faults.bank import Bank
from tests.faults.caller import Caller
from tests.faults.schedule import ELSEWHERE, Schedule
from tests.faults.wire import Provider, Wire
from tests.faults.world import World


@attrs.frozen(kw_only=True)
class Result:
    """
    How a schedule went.
    """

    plan: Schedule
    end: str
    """The name of the last step."""
    is_clean: bool
    """Whether nothing went wrong in fact: no fault was met, and the bank was not too slow."""
    troubles: tuple[str, ...]
    trace: tuple[str, ...]

    @property
    def report(self) -> str:
        """
        The failure, the schedule and its trace, for people.
        """
        head = "\n".join(f"FAILED: {one}" for one in self.troubles)
        return "\n".join([head, str(self.plan), *self.trace])


@attrs.frozen(kw_only=True)
class Ended:
    """
    Everything that the verdicts look at.
    """

    plan: Schedule
    bank: Bank
    provider: Provider
    wire: Wire
    world: World
    caller: Caller
    stuck: str | None

    @property
    def step(self) -> object:
        """
        The last step of the flow; None if there is no flow.
        """
        return None if self.caller.flow is None else self.caller.flow.step

    @property
    def is_clean(self) -> bool:
        """
        Whether nothing went wrong in fact.
        """
        answered = all(one.fate == "answered" for one in self.wire.sent)
        return answered and not self.world.crashes and not self.plan.intrusions

    @property
    def is_unclear(self) -> bool:
        """
        Whether an answer to a request that may have authorised the order was lost or unreadable.
        """
        orders = [one for one in self.wire.sent if not one.is_question]
        return any(not one.is_clear for one in orders) or self.world.unclear_crashes > 0

    @property
    def may_be_approved_elsewhere(self) -> bool:
        """
        Whether an approval on a page or in an app was open when its prompt ended: because the user
        went away, or because a rate limit outlasted it.
        """
        is_over = self.caller.has_left or any(one.fate == "429" for one in self.wire.sent)
        return is_over and self.plan.sca in ELSEWHERE


def judge(ended: Ended) -> Result:
    """
    Compare the end of a flow with the books.
    """
    step = ended.step
    troubles = [ended.stuck] if ended.stuck else list(_troubles(ended))
    books = [f"books: {one.by}, received {one.received:%H:%M:%S}" for one in ended.bank.submissions]
    carried_out = f"carried out {ended.bank.carried_out} times; the flow says {type(step).__name__}"
    return Result(
        plan=ended.plan,
        end=type(step).__name__,
        is_clean=ended.is_clean,
        troubles=tuple(troubles),
        trace=(*ended.world.trace, *books, carried_out),
    )


def _troubles(ended: Ended) -> Iterator[str]:
    times, step = ended.bank.carried_out, ended.step
    if times > 1:
        yield f"carried out more than once ({times} times)"
    if times and isinstance(step, Failed | Cancelled | Expired):
        yield f"{type(step).__name__} said of what was carried out"
    if not times and isinstance(step, Finished):
        yield "Finished said of what was not carried out"
    for tan, count in ended.wire.tans.items():
        if count > 1:
            yield f"the same TAN or return sent twice ({tan}, {count} times)"
    if isinstance(step, Unknown):
        yield from _unknown(ended)
    if ended.is_clean and not ended.caller.has_left:
        yield from _without_fault(ended)
    if ended.caller.has_left and not times and not isinstance(step, Expired | Cancelled):
        may_be = isinstance(step, Unknown) and (ended.may_be_approved_elsewhere or ended.is_unclear)
        if not may_be and not ended.bank.submissions:
            yield f"abandoned, but {type(step).__name__}"


def _unknown(ended: Ended) -> Iterator[str]:
    truth = ended.provider.truth(ended.world.known)
    if truth is not None:
        yield f"Unknown, though the provider says {truth}"
    if not ended.is_unclear and not ended.may_be_approved_elsewhere:
        yield "Unknown, though no answer to an authorising request was lost or unreadable"


def _without_fault(ended: Ended) -> Iterator[str]:
    wanted = Finished if ended.bank.carried_out else Failed
    if not isinstance(ended.step, wanted):
        yield f"no fault, but {type(ended.step).__name__} instead of {wanted.__name__}"
