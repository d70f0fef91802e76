"""
Which tests show which promise, in the order of their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["PLAN", "Item"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    One line of the summary.
    """

    number: str
    what: str
    tests: tuple[str, ...] = ()
    """Files and folders for pytest."""
    module: str | None = None
    """A module to run instead of pytest."""
    arguments: tuple[str, ...] = ()
    """For the module; a whole number is the full one, and is multiplied by the scale."""
    is_measured: bool = False
    """Whether memory or time is measured, so that nothing may run beside it."""


_AUTH = "tests/integration/auth"
_SCA = "tests/integration/sca"

PLAN: Final = (
    Item(
        number="T1",
        what="mutated responses raise our errors only",
        tests=("tests/endurance/test_mutated_responses.py",),
        is_measured=True,
    ),
    Item(
        number="T2, T25",
        what="documented and random responses are read",
        tests=(
            "tests/integration/generated/test_documented_examples.py",
            "tests/integration/generated/test_documented_examples_v1.py",
            "tests/unit/serialization",
        ),
    ),
    Item(
        number="T3",
        what="the sandbox answers as the documents say",
        tests=(
            "tests/integration/sandbox/test_validation.py",
            "tests/integration/sandbox/test_coverage.py",
            "tests/integration/generated/test_every_operation.py",
        ),
    ),
    Item(
        number="T4, T5, T9, T10",
        what="what is sent again, when, and how often",
        tests=(
            "tests/integration/generated/test_retry_table.py",
            f"{_AUTH}/test_repeated_calls.py",
            "tests/unit/pipeline",
        ),
    ),
    Item(
        number="T6, T30",
        what="orders with drawn faults and killed processes",
        module="tests.faults",
        arguments=("--seed", "seed", "--number", "10000", "--processes", "300"),
    ),
    Item(
        number="T7",
        what="an order given twice is noticed",
        tests=(
            f"{_SCA}/test_duplicate_orders.py",
            "tests/integration/generated/test_guarded_operations.py",
        ),
    ),
    Item(
        number="T8, T22",
        what="connections are not reused after anything odd, and responses have limits",
        tests=("tests/integration/http", "tests/unit/http"),
    ),
    Item(
        number="T11, T13, T14, T34",
        what="one refresh for many callers, and no storm",
        tests=(f"{_AUTH}/test_single_flight.py", "tests/unit/auth"),
    ),
    Item(
        number="T12",
        what="one refresh for many processes",
        tests=(f"{_AUTH}/test_shared_token_store.py", "tests/unit/stores"),
    ),
    Item(
        number="T15",
        what="no token reaches another user",
        tests=(f"{_AUTH}/test_token_isolation.py",),
    ),
    Item(number="T16", what="clocks that are wrong", tests=(f"{_AUTH}/test_clock_skew.py",)),
    Item(
        number="T17, T18",
        what="planted secrets stay inside",
        tests=("tests/integration/leaks", "tests/unit/core"),
    ),
    Item(
        number="T19, T20, T21",
        what="redirects, foreign links, TLS",
        tests=("tests/unit/http", "tests/unit/client", "tests/unit/pipeline/test_links.py"),
    ),
    Item(
        number="T24",
        what="amounts keep every digit",
        tests=(
            "tests/unit/serialization/test_amounts.py",
            "tests/unit/serialization/test_json_decoder.py",
        ),
    ),
    Item(
        number="T26",
        what="refused credentials are not sent again",
        tests=(f"{_SCA}/test_lockout.py", f"{_AUTH}/test_refused_credentials.py"),
    ),
    Item(number="T27, T28", what="encryption and keys", tests=("tests/unit/encryption",)),
    Item(number="T29", what="unattended reads and consents", tests=("tests/unit/psd2",)),
    Item(
        number="T30",
        what="crashes at every write and send of a flow",
        tests=(f"{_SCA}/test_finapi_crash_recovery.py", f"{_SCA}/test_banksapi_resume.py"),
    ),
    Item(
        number="T31",
        what="many workers advance one flow",
        tests=(f"{_SCA}/test_double_submission.py", f"{_SCA}/test_flow_records.py"),
    ),
    Item(
        number="T32",
        what="states of redirects",
        tests=(f"{_SCA}/test_finapi_redirects.py", "tests/unit/sca/adapters"),
    ),
    Item(
        number="T33",
        what="webhooks",
        tests=("tests/unit/test_webhooks.py", "tests/unit/test_webhook_receiver.py"),
    ),
    Item(number="T35", what="forks", tests=(f"{_AUTH}/test_fork_safety.py",)),
    Item(
        number="T36",
        what="nothing leaks",
        tests=("tests/endurance/test_leaks.py",),
        is_measured=True,
    ),
    Item(
        number="T37",
        what="texts from outside come out inert",
        tests=("tests/unit/challenges", "tests/integration/leaks/test_hostile_texts.py"),
    ),
    Item(
        number="T43",
        what="lines that are slow, broken or cut",
        tests=("tests/endurance/test_fault_proxy.py",),
        is_measured=True,
    ),
    Item(
        number="T44",
        what="logs, middleware and telemetry hold names and no values",
        tests=("tests/unit/http/test_middleware.py", "tests/unit/test_telemetry.py"),
    ),
    Item(
        number="T45",
        what="mixed calls with one fault in twenty, and our overhead",
        tests=("tests/endurance/test_mixed_calls.py",),
        is_measured=True,
    ),
    Item(
        number="T46",
        what="answers with one wrong place lose no good row, and no value in silence",
        tests=("tests/integration/generated/test_mutated_answers.py",),
        is_measured=True,
    ),
    Item(
        number="T47",
        what="a sandbox that is called for long does not grow",
        tests=("tests/endurance/test_sandbox_growth.py",),
        is_measured=True,
    ),
)
"""T23 is in T2, T38 to T40 run in other environments of tox on every change, T42 in
``tox -e mutation``, and T41 needs a release."""
