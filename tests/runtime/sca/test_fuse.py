"""
A bank sees refused credentials once.
"""

from __future__ import annotations

import copy
import pickle
import traceback
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest

from kontokit import ConfigurationError, CredentialsRefused, KontokitError, Secret
from kontokit.sca.lockout_guard import CredentialFuse

PIN = "geheim-4711"
CREDENTIALS: dict[str, Secret | str] = {"user": "max", "pin": Secret(PIN)}


def blown() -> tuple[CredentialFuse, str]:
    fuse = CredentialFuse()
    digest = fuse.digest("bank", "max", CREDENTIALS)
    fuse.blow(digest, "BAD_CREDENTIALS")
    return fuse, digest


def test_refused_credentials_are_not_sent_again() -> None:
    """
    After one refusal a hundred further calls are stopped, each told why and what to do.
    """
    fuse, digest = blown()
    for _ in range(100):
        with pytest.raises(CredentialsRefused, match=r"BAD_CREDENTIALS.*unlock\(\)") as caught:
            fuse.check(digest)
        assert caught.value.code == "BAD_CREDENTIALS"
        assert isinstance(caught.value, KontokitError)
        assert isinstance(pickle.loads(pickle.dumps(caught.value)), CredentialsRefused)


def test_the_code_is_told_only_if_it_is_one() -> None:
    """
    A refusal may have no code, and a sentence of the bank is not put into the message.
    """
    fuse = CredentialFuse()
    for code in (None, f"PIN {PIN} falsch"):
        fuse.blow("digest", code)
        with pytest.raises(CredentialsRefused) as caught:
            fuse.check("digest")
        assert PIN not in str(caught.value)
        assert caught.value.code == code


def test_other_credentials_pass() -> None:
    """
    Another PIN, field, user or bank is another matter.
    """
    fuse, digest = blown()
    for bank, user, credentials in [
        ("bank", "max", {**CREDENTIALS, "pin": Secret("4712")}),
        ("bank", "max", {**CREDENTIALS, "more": "x"}),
        ("bank", "max", {}),
        ("bank", "moritz", CREDENTIALS),
        ("other", "max", CREDENTIALS),
    ]:
        other = fuse.digest(bank, user, credentials)
        assert other != digest
        fuse.check(other)


def test_the_same_credentials_have_the_same_digest() -> None:
    """
    Neither the order of the fields matters nor whether a value is wrapped.
    """
    fuse, digest = blown()
    assert fuse.digest("bank", "max", {"pin": PIN, "user": Secret("max")}) == digest
    assert fuse.digest("b", "u", {"pin": "\ud800ä"}) != fuse.digest("b", "u", {"pin": "ä"})


def test_no_two_credentials_run_into_each_other() -> None:
    """
    Where one field ends and the next begins is part of the digest.
    """
    fuse = CredentialFuse()
    several = [
        fuse.digest("ab", "c", {}),
        fuse.digest("a", "bc", {}),
        fuse.digest("a", "b", {"c": ""}),
        fuse.digest("a", "b", {"": "c"}),
        fuse.digest("a", "b", {"c": "d", "e": "f"}),
        fuse.digest("a", "b", {"c": "def"}),
        fuse.digest("a", "b", {"cd": "e", "f": ""}),
        fuse.digest("a", "", {"b": "c"}),
    ]
    assert all(one != other for one, other in combinations(several, 2))


def test_digests_need_the_key() -> None:
    """
    Two fuses make different digests, unless they were given one key.
    """
    key = bytes(32)
    digests = {CredentialFuse(k).digest("b", "u", CREDENTIALS) for k in (None, None, key, key)}
    assert len(digests) == 3
    for short in (b"", bytes(31)):
        with pytest.raises(ConfigurationError, match="at least 32 bytes"):
            CredentialFuse(short)


def test_unlocking_lets_them_be_sent_once_more() -> None:
    """
    One digest or all can be unlocked; unlocking what is not locked does nothing.
    """
    fuse, digest = blown()
    fuse.blow("other")
    fuse.unlock("unknown")
    fuse.unlock(digest)
    fuse.check(digest)
    with pytest.raises(CredentialsRefused):
        fuse.check("other")
    fuse.unlock(None)
    fuse.check("other")


def test_the_oldest_are_forgotten() -> None:
    """
    Ten thousand refusals are remembered; one that came again counts as new.
    """
    fuse = CredentialFuse()
    for number in range(10_000):
        fuse.blow(str(number))
    fuse.blow("0")
    fuse.blow("one more")
    fuse.check("1")
    for digest in ("0", "2", "9999", "one more"):
        with pytest.raises(CredentialsRefused):
            fuse.check(digest)
    assert repr(fuse) == "CredentialFuse(refused=10000)"


def test_threads_may_share_a_fuse() -> None:
    """
    What eight threads blow at once is all there, up to the limit.
    """
    fuse = CredentialFuse()

    def work(thread: int) -> None:
        for number in range(2_000):
            digest = f"{thread} {number}"
            fuse.blow(digest)
            fuse.unlock(f"{thread} {number - 1}")
            with pytest.raises(CredentialsRefused):
                fuse.check(digest)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert repr(fuse) == "CredentialFuse(refused=8)"


def test_a_fuse_holds_and_shows_no_credentials() -> None:
    """
    Neither the fuse nor its error has the PIN, and the key cannot be taken out of it.
    """
    fuse, digest = blown()
    with pytest.raises(CredentialsRefused) as caught:
        fuse.check(digest)
    shown = "".join(
        traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    )
    assert PIN not in shown + repr(fuse) + digest
    assert repr(fuse) == "CredentialFuse(refused=1)"
    for way in (pickle.dumps, copy.copy, copy.deepcopy, vars):
        with pytest.raises(TypeError):
            way(fuse)
