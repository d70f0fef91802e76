"""
The error codes of an API, as its generated package explains them, and those of OAuth 2.
"""

from __future__ import annotations

from typing import Final

from ..core.error_help import CodeHelp, ErrorCodes

__all__ = ["OAUTH_CODES", "CodeHelp", "ErrorCodes", "explained"]

OAUTH_CODES: Final = ErrorCodes(
    page="https://docs.kontokit.invalid/errors.html",
    codes={
        "access_denied": CodeHelp(
            what="The user or the authorization server has refused access.", tell="refused"
        ),
        "insufficient_scope": CodeHelp(
            what="The token does not allow this call.", tell="support", fixed_message=True
        ),
        "invalid_client": CodeHelp(
            what="The id or the secret of your client is wrong, or missing.",
            tell="support",
            fixed_message=True,
        ),
        "invalid_grant": CodeHelp(
            what="The name and password, the code or the refresh token are not valid any more.",
            tell="sign_in",
        ),
        "invalid_request": CodeHelp(
            what="The request lacks a parameter, or has one twice.", tell="support"
        ),
        "invalid_scope": CodeHelp(
            what="The scope is unknown, or more than is allowed.", tell="support"
        ),
        "invalid_token": CodeHelp(
            what="The token is unknown, revoked or expired.", tell="sign_in", fixed_message=True
        ),
        "server_error": CodeHelp(
            what="The authorization server has failed.", repeat="ask_first", tell="later"
        ),
        "temporarily_unavailable": CodeHelp(
            what="The authorization server is overloaded or down for maintenance.",
            repeat="yes",
            tell="later",
        ),
        "unauthorized_client": CodeHelp(
            what="Your client may not use this way of signing in.",
            tell="support",
            fixed_message=True,
        ),
        "unsupported_grant_type": CodeHelp(
            what="The server does not know this way of signing in.",
            tell="support",
            fixed_message=True,
        ),
        "unsupported_response_type": CodeHelp(
            what="The server does not know this kind of sign-in page.", tell="support"
        ),
    },
)
"""Those of RFC 6749 and RFC 6750, which every API with OAuth 2 shares."""


def explained(codes: ErrorCodes | None, code: str | None) -> CodeHelp | None:
    """
    What a code means; None if it is not known.

    Args:
        codes: Those of the API; None where its package explains none.
    """
    return (codes and codes.find(code)) or OAUTH_CODES.find(code)
