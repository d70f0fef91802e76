# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
BANKSapi BANKS/Connect for programs that read without the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations import ProblemRule, StatusField, Unattended, Update, VerdictRule

UNATTENDED: Final = Unattended(
    verdicts=(
        VerdictRule(
            status=402, verdict="later", after=3600, reason="tenant_expired", reached_bank=False
        ),
        VerdictRule(status=423, verdict="needs_user", reason="user_locked", reached_bank=False),
        VerdictRule(status=404, verdict="gone", reason="unknown_access", reached_bank=False),
    ),
    statuses={"BankAccess": StatusField(field="status", done=("VOLLSTAENDIG", "INTERAKTION"))},
    problems=(
        ProblemRule(
            at=("messages", "code"), value="BA1001", verdict="gone", reason="provider_inactive"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1010", verdict="needs_user", reason="login_locked"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1014", verdict="needs_user", reason="login_locked"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1011", verdict="needs_user", reason="credentials"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1012", verdict="needs_user", reason="credentials"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1013", verdict="needs_user", reason="not_activated"
        ),
        ProblemRule(
            at=("messages", "code"), value="BA1020", verdict="needs_user", reason="permission"
        ),
        ProblemRule(at=("messages", "code"), value="BA3040", verdict="needs_user", reason="sca"),
        ProblemRule(
            at=("messages", "code"), value="BA3060", verdict="needs_user", reason="sca_method"
        ),
        ProblemRule(
            at=("messages", "code"),
            value="BA1053",
            verdict="later",
            after=21600,
            reason="too_often",
        ),
    ),
    update=Update(
        group="bank_accesses",
        start="add",
        start_argument="access_id",
        get="get",
        get_argument="access_id",
        arguments={"refresh": True},
    ),
)
"""For ``kontokit_fleet``, which finds it by its entry point."""
