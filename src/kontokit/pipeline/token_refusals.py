"""
Whether a response refuses the token of an order, so that nothing was done with the order.

A gateway may answer while the provider works on the order, so its 401 or 403 proves nothing.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ..core.exceptions import KontokitError, StatusError
from ..core.http_response import HttpResponse
from ..core.typeguards import is_mapping
from ..operations import ErrorShape
from ..serialization.json_tree import json_tree
from ..serialization.response_parser import parse_response
from .prepared_call import PreparedCall

_TOKEN_ERRORS: Final = ("invalid_token", "insufficient_scope")
_CODE: Final = re.compile(r"(?=_*[a-z0-9])\w{1,64}", re.ASCII | re.IGNORECASE)


def is_documented(error: KontokitError) -> bool:
    """
    Whether the body of an error is in the provider's error format, so that the provider has
    answered and nothing in front of it.
    """
    if not isinstance(error, StatusError) or not error.problems:
        return False
    shape: ErrorShape | None = getattr(error.parsed, "__error_shape__", None)
    if shape is not None and shape.code is None:
        return True  # such as a list of faulty fields
    # Gateways write sentences such as "Not Found" where providers have codes.
    codes = [problem.code for problem in error.problems if problem.code]
    return any(
        _CODE.fullmatch(code) and (code.isupper() or "_" in code or code.isdigit())
        for code in codes
    )


def refuses_the_token(error: StatusError) -> bool:
    """
    Whether a 401 or 403 says so in the words of RFC 6750, as a server does that has read the token.
    """
    return "www-authenticate" in error.http.headers or _error_of(error.http) in _TOKEN_ERRORS


def is_certain_401(call: PreparedCall, response: HttpResponse | KontokitError) -> bool:
    """
    Whether the server itself has refused the token of a call, so that it has done nothing.

    Args:
        call: If it is an order, the 401 must be the provider's own.
        response: What came of it.
    """
    if isinstance(response, KontokitError) or response.status_code != 401:
        return False
    if not call.operation.is_order:
        return True
    is_certain = False
    try:
        parse_response(
            call.operation,
            response,
            request_id=None,
            media_type=call.media_type,
            limits=call.limits,
        )
    except KontokitError as error:
        is_certain = isinstance(error, StatusError) and (
            is_documented(error) or refuses_the_token(error)
        )
    return is_certain


def _error_of(http: HttpResponse) -> Any:
    tree = json_tree(http)
    return tree.get("error") if is_mapping(tree) else None
