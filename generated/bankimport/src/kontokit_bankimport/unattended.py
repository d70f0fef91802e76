# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bankimport for programs that read without the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations import Unattended, Update, VerdictRule

UNATTENDED: Final = Unattended(
    verdicts=(
        VerdictRule(status=404, verdict="gone", reason="unknown_account", reached_bank=False),
    ),
    update=Update(
        group="bank_accounts",
        start="start_import",
        start_argument="bank_account_id",
        get="get",
        get_argument="bank_account_id",
        is_number=True,
    ),
)
"""For ``kontokit_fleet``, which finds it by its entry point."""
