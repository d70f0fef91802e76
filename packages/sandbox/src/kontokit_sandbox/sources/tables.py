"""
All tables of behaviours, by API.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .bankimport import BANKIMPORT
from .banksapi import BANKSAPI
from .banksapi_sca import BANKSAPI_SCA
from .behaviour import Table
from .finapi_access import FINAPI_ACCESS
from .finapi_access_v1 import FINAPI_ACCESS_V1
from .finapi_webform import FINAPI_WEBFORM
from .shared import SHARED

__all__ = ["TABLES"]

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "All APIs": SHARED,
        "Bankimport": BANKIMPORT,
        "BANKSapi": {**BANKSAPI, **BANKSAPI_SCA},
        "finAPI Access": FINAPI_ACCESS,
        "finAPI Access v1": FINAPI_ACCESS_V1,
        "finAPI Web Form": FINAPI_WEBFORM,
    }
)
"""Those of an API have the name of the documentation."""
