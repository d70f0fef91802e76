# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
finAPI Web Form 2.0 for programs that read without the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations import StatusField, Unattended, VerdictRule

UNATTENDED: Final = Unattended(
    verdicts=(
        VerdictRule(
            status=423,
            operations=("token request",),
            verdict="needs_user",
            reason="user_locked",
            reached_bank=False,
        ),
        VerdictRule(status=423, verdict="later", after=60, reason="busy", reached_bank=False),
        VerdictRule(status=404, verdict="gone", reason="unknown_entity", reached_bank=False),
    ),
    statuses={
        "Task": StatusField(field="status", running=("NOT_YET_STARTED", "IN_PROGRESS")),
        "WebForm": StatusField(field="status", running=("NOT_YET_OPENED", "IN_PROGRESS")),
    },
)
"""For ``kontokit_fleet``, which finds it by its entry point."""
