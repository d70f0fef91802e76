"""
Connects a bank at BANKSapi and at finAPI, so that there is something to tell.
"""

import os
from uuid import uuid4

from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess

BANKSAPI_BANK = "00000000-0000-0000-0000-000000000000"  # its demo provider
FINAPI_BANK = 280001

names = ("KONTOKIT_BANKSAPI_USER", "KONTOKIT_BANKSAPI_USER_PASSWORD")
with Banksapi.from_env() as client:
    user = client.as_user(*(os.environ[name] for name in names))
    login = {"userid": "demo1", "pin": "demo"}
    user.bank_accesses.add(uuid4(), provider_id=BANKSAPI_BANK, credentials=login)

names = ("KONTOKIT_FINAPI_USER", "KONTOKIT_FINAPI_USER_PASSWORD")
with FinapiAccess.from_env() as finapi:
    finapi_user = finapi.as_user(*(os.environ[name] for name in names))
    finapi_user.bank_connections.import_bank_connection(
        bank_id=FINAPI_BANK,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"},
    )
print("connected")
