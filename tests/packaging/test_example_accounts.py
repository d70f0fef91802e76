"""
No account number in this repository leads to an account that a bank may have.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = {
    "DE89370400440532013000": "Germany's example in the registry of IBAN formats",
    "DE62370400440532013001": "the example of Bankimport's documents: the registry's, plus one",
    "DE02120300000000202051": "the example of finAPI's documents",
    "DE75512108001245126199": "Germany's example on the pages of iban.com",
    "AT611904300234573201": "Austria's example in the registry of IBAN formats",
    "MT84MALT011000012345MTLCAST001S": "Malta's example in the registry of IBAN formats",
}
"""Examples that others have published, and where."""
HASHES = {"constraints.txt", "specs.lock", ".secrets.json"}
"""Files of hashes, a few of which have the form of an IBAN by chance."""
UNASSIGNED_BANK = "12345678"
"""A German bank code that no bank has; made-up numbers use it."""
CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9+/=_-])"
    r"([A-Za-z]{2}\d{2}(?:[A-Za-z0-9]{11,30}|(?: [A-Za-z0-9]{4}){2,7}(?: [A-Za-z0-9]{1,3})?))"
)


def is_iban(text: str) -> bool:
    """
    Whether country and check digits are right. ``RF`` begins a creditor reference.
    """
    if not 15 <= len(text) <= 34 or text.startswith("RF"):
        return False
    return int("".join(str(int(one, 36)) for one in text[4:] + text[:4])) % 97 == 1


def ibans(text: str) -> set[str]:
    """
    All valid IBANs of a text, with or without blanks, in capitals.
    """
    found: set[str] = set()
    for match in CANDIDATE.finditer(text):
        joined = match[1].replace(" ", "").upper()
        # German numbers have 22 characters; of others, the longest valid part counts.
        lengths = (22,) if joined.startswith("DE") else range(len(joined), 14, -1)
        found |= {joined[:length] for length in lengths if is_iban(joined[:length])}
    return found


def tracked() -> list[Path]:
    """
    All files of the repository that are text.
    """
    listed = subprocess.run(
        ["git", "grep", "-I", "--name-only", "-z", ""],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_every_account_number_is_an_example() -> None:
    """
    Each valid IBAN is a published example, or belongs to a bank code that no bank has.
    """
    files = [path for path in tracked() if path.name not in HASHES]
    found = {iban: path for path in files for iban in ibans(path.read_text("utf-8"))}
    assert set(EXAMPLES) <= set(found)
    real = {one: str(at) for one, at in found.items() if one[4:12] != UNASSIGNED_BANK}
    assert {one: at for one, at in real.items() if one not in EXAMPLES} == {}


def test_an_account_number_of_a_bank_is_found() -> None:
    """
    An IBAN is recognised with blanks, in small letters and inside of other text.
    """
    # Put together here, so that the file itself holds no such number.
    number = "DE" + "12" + "500105170648489890"
    grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    for text in (number, number.lower(), f'"{grouped}"', f"an {grouped} and more"):
        assert ibans(text) == {number}
    assert ibans(number.replace("12", "13", 1)) == set()
