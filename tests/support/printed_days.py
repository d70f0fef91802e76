"""
Prints the days of rows as a program reads them; run by test_sandbox in other time zones.

Argument: the address of a server for each API, as ``API=URL``.
"""

from __future__ import annotations

import sys
import time

from kontokit_banking import reading
from tests.support.banking_servers import APIS


def main(*servers: str) -> None:
    """
    Print the zone, and for each API what depends on days.
    """
    lines: list[tuple[object, ...]] = [(time.timezone,)]
    for api, url in (one.split("=", 1) for one in servers):
        with APIS[api].client(url) as client:
            bank = reading(client)
            (account,) = bank.accounts()
            rows = bank.transactions(account)
            lines += [(api, one.booking_date, one.value_date, one.key) for one in rows]
            lines.append((api, *(one.booking_date for one in bank.sync(account).pending)))
    sys.stdout.writelines(" ".join(map(str, line)) + "\n" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
