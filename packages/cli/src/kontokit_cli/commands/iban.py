"""
``kontokit iban``: checks an IBAN.
"""

from __future__ import annotations

from typing import Final

import click

from ..failures import Refused
from ..groups import command
from ..options import options_of

__all__ = ["iban"]

FIELDS: Final = ("iban", "grouped", "country", "bank_code", "account_number")
_EXAMPLES: Final = """\b
  kontokit iban DE89370400440532013000
  kontokit iban "DE89 3704 0044 0532 0130 00" --json
  kontokit iban DE89370400440532013000 --fields bank_code
"""


@command("iban", help=f"Check an IBAN, and write it in groups of four.\n\n{_EXAMPLES}")
@click.argument("text", nargs=-1, required=True)
@click.pass_context
def iban(ctx: click.Context, /, text: tuple[str, ...]) -> None:
    """Check an IBAN."""
    from kontokit_banking.identifiers import is_valid_iban

    from ..output.columns import Column, Shape
    from ..output.values import iban as grouped
    from ..output.writer import write_one

    plain = "".join("".join(text).split()).upper()
    if not is_valid_iban(plain):
        raise Refused(f"{plain} is no IBAN: its length or its check digits are wrong")
    is_german = plain.startswith("DE")
    record = {
        "iban": plain,
        "grouped": grouped(plain),
        "country": plain[:2],
        "bank_code": plain[4:12] if is_german else None,
        "account_number": plain[12:] if is_german else None,
    }
    columns = [Column(title=name.upper(), field=name) for name in FIELDS if name != "iban"]
    write_one(record, Shape(fields=FIELDS, columns=columns), options_of(ctx))
