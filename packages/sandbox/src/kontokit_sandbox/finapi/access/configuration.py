"""
What finAPI has stored about a client.
"""

from __future__ import annotations

from typing import Any, Literal

from ...server.service import Answer, Call
from ..context import Context, Part
from ..errors import refused
from ..state.world import Client, Record

__all__ = ["PART", "validity"]

PART: Part = Part()
_SHORTEST_LIFE = 60
_LONGEST_URL = 512
_PRODUCTS = (
    "access", "contractManager", "customerDashboard", "dataIntelligence", "debitFlex",
    "diLabelling",
    "giroCheck", "giroIdent", "kreditCheck", "kreditCheckB2B", "schufaApi", "transparencyRegister",
    "webForm",
)  # fmt: skip
_DEFAULTS: Record = {
    "accountTypeRestrictions": [],
    "aisEnabled": True,
    "aisViaWebForm": False,
    "applicationName": "Sandbox",
    "availableBankGroups": [],
    "betaBanksEnabled": False,
    "categoryRestrictions": [],
    "categoryRestrictionsEnabled": False,
    "clientAccessTokensValidityPeriod": 3600,
    "corsAllowedOrigins": [],
    "enabledProducts": {name: name in ("access", "webForm") for name in _PRODUCTS},
    "isAutoCategorizationEnabled": True,
    "isAutomaticBatchUpdateEnabled": False,
    "isDevelopmentModeEnabled": True,
    "isNonEuroAccountsSupported": False,
    "isStandalonePaymentsEnabled": True,
    "isUserAutoVerificationEnabled": True,
    "isWebScrapingEnabled": False,
    "mandatorLicense": "FULLY_LICENSED",
    "maxUserLoginAttempts": 5,
    "paymentsEnabled": True,
    "pfmServicesEnabled": True,
    "pinStorageAvailableInWebForm": True,
    "pisStandaloneViaWebForm": False,
    "pisViaWebForm": False,
    "preferredConsentType": "RECURRING",
    "products": ["ACCESS", "WEB_FORM"],
    "refreshTokensValidityPeriod": 0,
    "transactionImportLimitation": 0,
    "userAccessTokensValidityPeriod": 3600,
    "webFormMode": "DISABLED",
    "xs2aEnabled": True,
}


@PART.of("getClientConfiguration")
def _get(context: Context, call: Call) -> Answer:
    return Answer(body=_configuration(context.client(call)))


@PART.of("editClientConfiguration")
def _edit(context: Context, call: Call) -> Answer:
    client = context.client(call)
    if not call.body:
        raise refused(context, call, 400, "MISSING_FIELD", "there is nothing to change")
    for name, value in call.body.items():
        if not _is_allowed(name, value):
            raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", f"{name} is out of range")
    client.configuration.update(call.body)
    return Answer(body=_configuration(client))


def validity(client: Client, kind: Literal["userAccess", "clientAccess", "refresh"]) -> int:
    """
    Tell how many seconds a new token of a kind lives; 0 means that it never ends.
    """
    return int(_configuration(client)[f"{kind}TokensValidityPeriod"])


def _is_allowed(name: str, value: Any) -> bool:
    if name.endswith("ValidityPeriod"):
        return int(value) == 0 or int(value) >= _SHORTEST_LIFE
    return not name.endswith("Url") or len(value) <= _LONGEST_URL


def _configuration(client: Client) -> dict[str, Any]:
    own = {**client.configuration, "isMandatorAdmin": client.role == "admin"}
    return {**_DEFAULTS, **own}
