"""
A simulated night of 2,000 users, with outages, limits and kills: a small one of ``docs/scale.md``.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from scripts.simulation.curves import drawn
from scripts.simulation.figures import with_figures
from scripts.simulation.night import simulate
from scripts.simulation.result import Result
from scripts.simulation.scenario import BIG, CLOSED, HOUR, Outage, scenario

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/scale.md"
USERS = 2000


@pytest.fixture(scope="module")
def night() -> Result:
    return simulate(scenario(USERS))


def test_nobody_is_lost(night: Result) -> None:
    """
    Everybody is done, needs the user, is gone, or is left for a reason: a bank that is down all
    night, or reads that were used up. One user whose rows cannot be decoded stops nobody.
    """
    counts = night.counts
    assert counts.total == USERS
    assert (counts.due, counts.running) == (0, 0)
    assert counts.done > 0.95 * USERS
    assert set(counts.later) <= {"budget", "bank_down", "server_error", "bank_failed"}
    assert set(counts.unknown) <= {"DecodeError"}
    assert set(counts.needs_user) == {"sca", "user_locked"}


def test_kills_cost_no_read_and_no_row(night: Result) -> None:
    """
    A bank is asked again only after it has failed, and never more often than the budget allows.
    """
    assert night.kills > 30
    assert night.rows_twice == 0
    assert max(night.asked) <= 3
    again = sum(count * (asked - 1) for asked, count in night.asked.items() if asked > 1)
    assert again <= sum(night.probes_of.values())


def test_an_outage_costs_few_requests(night: Result) -> None:
    """
    Of banks as of the provider; limits that are cut in secret cost some, and the night goes on.
    """
    assert max(count for bank, count in night.probes_of.items() if bank != CLOSED) <= 40
    assert 0 < night.statuses[503] < 100
    assert 0 < night.statuses[429] < 400
    done = {one.minute: one.done for one in night.samples}
    assert done[225] - done[210] > 30


@pytest.mark.parametrize("begin", [0.0, 10.0])
def test_an_outage_costs_as_few_requests_with_the_lanes_of_a_million_users(begin: float) -> None:
    """
    Four workers with 960 lanes share a breaker. The bank of a tenth of the users is down for three
    hours, from the beginning of the night, or while some sixty units a second ask it.
    """
    night = attrs.evolve(
        scenario(3000),
        workers=4,
        lanes=240,
        requests_per_second=600.0,
        big_bank_down=Outage(begin, begin + 3 * HOUR),
    )
    result = simulate(night)
    assert 10 < result.probes_of[BIG] <= 40
    assert max(result.asked) <= 2
    assert result.counts.done > 0.94 * 3000
    assert result.counts.later["budget"] < 0.01 * 3000  # who has read three times before


def test_the_page_shows_the_night_that_is_kept() -> None:
    """
    Its curves and its table are what the script makes of the file.
    """
    kept = Result.read(ROOT / "scripts/simulation/night.json")
    page = PAGE.read_text("utf-8")
    assert with_figures(page, kept) == page
    assert drawn(kept) == (ROOT / "docs/scale.svg").read_text("utf-8")
    assert len(ElementTree.fromstring(drawn(kept)).findall("{*}polyline")) == 5
