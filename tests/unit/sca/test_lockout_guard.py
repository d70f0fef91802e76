"""
A bank sees refused credentials once.
"""

from __future__ import annotations

import copy
import pickle
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import Any

import pytest

from kontokit import ConfigurationError, CredentialsRefusedError, KontokitError, Secret
from kontokit.sca.lockout_guard import LockoutGuard

PIN = "geheim-4711"
CREDENTIALS: dict[str, Secret | str] = {"user": "max", "pin": Secret(PIN)}


def locked_guard() -> tuple[LockoutGuard, str]:
    lockout_guard = LockoutGuard()
    digest = lockout_guard.digest("bank", "max", CREDENTIALS)
    lockout_guard.record_refusal(digest, "BAD_CREDENTIALS")
    return lockout_guard, digest


def test_lockout_stops_refused_credentials() -> None:
    """
    After one refusal a hundred further calls are stopped, each with the reason and what to do.
    """
    lockout_guard, digest = locked_guard()
    for _ in range(100):
        with pytest.raises(CredentialsRefusedError, match=r"BAD_CREDENTIALS.*unlock\(\)") as caught:
            lockout_guard.ensure_allowed(digest)
        assert caught.value.code == "BAD_CREDENTIALS"
        assert isinstance(caught.value, KontokitError)
        assert isinstance(pickle.loads(pickle.dumps(caught.value)), CredentialsRefusedError)


def test_only_valid_error_codes_are_shown() -> None:
    """
    A refusal may have no code, and a sentence of the bank is not put into the message.
    """
    lockout_guard = LockoutGuard()
    for code in (None, f"PIN {PIN} falsch"):
        lockout_guard.record_refusal("digest", code)
        with pytest.raises(CredentialsRefusedError) as caught:
            lockout_guard.ensure_allowed("digest")
        assert PIN not in str(caught.value)
        assert caught.value.code == code


def test_lockout_lets_other_credentials_pass() -> None:
    """
    Another PIN, field, user or bank is another matter.
    """
    lockout_guard, digest = locked_guard()
    for bank, user, credentials in [
        ("bank", "max", {**CREDENTIALS, "pin": Secret("4712")}),
        ("bank", "max", {**CREDENTIALS, "more": "x"}),
        ("bank", "max", {}),
        ("bank", "moritz", CREDENTIALS),
        ("other", "max", CREDENTIALS),
    ]:
        other = lockout_guard.digest(bank, user, credentials)
        assert other != digest
        lockout_guard.ensure_allowed(other)


def test_the_same_credentials_have_the_same_digest() -> None:
    """
    Neither the order of the fields matters nor whether a value is wrapped.
    """
    lockout_guard, digest = locked_guard()
    assert lockout_guard.digest("bank", "max", {"pin": PIN, "user": Secret("max")}) == digest
    assert lockout_guard.digest("b", "u", {"pin": "\ud800ä"}) != lockout_guard.digest(
        "b", "u", {"pin": "ä"}
    )


def test_no_two_credentials_run_into_each_other() -> None:
    """
    Where one field ends and the next begins is part of the digest.
    """
    lockout_guard = LockoutGuard()
    several = [
        lockout_guard.digest("ab", "c", {}),
        lockout_guard.digest("a", "bc", {}),
        lockout_guard.digest("a", "b", {"c": ""}),
        lockout_guard.digest("a", "b", {"": "c"}),
        lockout_guard.digest("a", "b", {"c": "d", "e": "f"}),
        lockout_guard.digest("a", "b", {"c": "def"}),
        lockout_guard.digest("a", "b", {"cd": "e", "f": ""}),
        lockout_guard.digest("a", "", {"b": "c"}),
    ]
    assert all(one != other for one, other in combinations(several, 2))


def test_digests_need_the_key() -> None:
    """
    Two fuses make different digests, unless they were given one key.
    """
    key = bytes(32)
    digests = {LockoutGuard(k).digest("b", "u", CREDENTIALS) for k in (None, None, key, key)}
    assert len(digests) == 3
    for short in (b"", bytes(31)):
        with pytest.raises(ConfigurationError, match="at least 32 bytes"):
            LockoutGuard(short)


def test_reset_ends_the_lockout() -> None:
    """
    One digest or all can be unlocked; unlocking what is not locked does nothing.
    """
    lockout_guard, digest = locked_guard()
    lockout_guard.record_refusal("other")
    lockout_guard.reset("unknown")
    lockout_guard.reset(digest)
    lockout_guard.ensure_allowed(digest)
    with pytest.raises(CredentialsRefusedError):
        lockout_guard.ensure_allowed("other")
    lockout_guard.reset(None)
    lockout_guard.ensure_allowed("other")


def test_the_oldest_are_forgotten() -> None:
    """
    Ten thousand refusals are remembered; one that came again counts as new.
    """
    lockout_guard = LockoutGuard()
    for number in range(10_000):
        lockout_guard.record_refusal(str(number))
    lockout_guard.record_refusal("0")
    lockout_guard.record_refusal("one more")
    lockout_guard.ensure_allowed("1")
    for digest in ("0", "2", "9999", "one more"):
        with pytest.raises(CredentialsRefusedError):
            lockout_guard.ensure_allowed(digest)
    assert repr(lockout_guard) == "LockoutGuard(refused=10000)"


def test_threads_may_share_a_lockout_guard() -> None:
    """
    What eight threads blow at once is all there, up to the limit.
    """
    lockout_guard = LockoutGuard()

    def work(thread: int) -> None:
        for number in range(2_000):
            digest = f"{thread} {number}"
            lockout_guard.record_refusal(digest)
            lockout_guard.reset(f"{thread} {number - 1}")
            with pytest.raises(CredentialsRefusedError):
                lockout_guard.ensure_allowed(digest)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert repr(lockout_guard) == "LockoutGuard(refused=8)"


def test_a_lockout_guard_holds_and_shows_no_credentials() -> None:
    """
    Neither the fuse nor its error has the PIN, and the key cannot be taken out of it.
    """
    lockout_guard, digest = locked_guard()
    with pytest.raises(CredentialsRefusedError) as caught:
        lockout_guard.ensure_allowed(digest)
    shown = "".join(
        traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    )
    assert PIN not in shown + repr(lockout_guard) + digest
    assert repr(lockout_guard) == "LockoutGuard(refused=1)"
    ways: list[Callable[[Any], object]] = [pickle.dumps, lambda one: one.__getstate__(), vars]
    for way in ways:
        with pytest.raises(TypeError):
            way(lockout_guard)
    # A copy with a memory of its own would send refused credentials again.
    assert copy.copy(lockout_guard) is copy.deepcopy(lockout_guard) is lockout_guard
