# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
finAPI Access v1 for programs that read without the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations import ProblemRule, StatusField, Unattended, Update, VerdictRule

UNATTENDED: Final = Unattended(
    verdicts=(
        VerdictRule(
            status=423,
            operations=("getToken",),
            verdict="needs_user",
            reason="user_locked",
            reached_bank=False,
        ),
        VerdictRule(status=423, verdict="later", after=60, reason="busy", reached_bank=False),
        VerdictRule(
            status=403,
            operations=("getToken",),
            verdict="needs_user",
            reason="user_not_verified",
            reached_bank=False,
        ),
        VerdictRule(status=404, verdict="gone", reason="unknown_entity", reached_bank=False),
        VerdictRule(
            status=422, code="BANK_SERVER_REJECTION", verdict="needs_user", reason="bank_rejection"
        ),
        VerdictRule(status=422, code="INVALID_CONSENT", verdict="needs_user", reason="consent"),
        VerdictRule(
            status=422,
            code="MISSING_CREDENTIALS",
            verdict="needs_user",
            reason="credentials",
            reached_bank=False,
        ),
        VerdictRule(
            status=422, code="MISSING_TWO_STEP_PROCEDURE", verdict="needs_user", reason="sca_method"
        ),
        VerdictRule(
            status=422, code="INVALID_TWO_STEP_PROCEDURE", verdict="needs_user", reason="sca_method"
        ),
        VerdictRule(status=501, verdict="gone", reason="unsupported_bank", reached_bank=False),
    ),
    statuses={
        "WebForm": StatusField(field="status", running=("NOT_YET_OPENED", "IN_PROGRESS")),
        "BankConnection": StatusField(field="update_status", running=("IN_PROGRESS",)),
    },
    problems=(
        ProblemRule(
            at=("interfaces", "last_manual_update", "error_type"),
            value="BUSINESS",
            verdict="needs_user",
            reason="bank_rejection",
        ),
    ),
    update=Update(
        group="bank_connections",
        start="update",
        start_argument="bank_connection_id",
        get="get",
        get_argument="bank_connection_id",
        is_number=True,
    ),
)
"""For ``kontokit_fleet``, which finds it by its entry point."""
