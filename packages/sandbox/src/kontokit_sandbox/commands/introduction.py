"""
What the sandbox says when it starts.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

__all__ = ["introduction"]

_NAMES = {
    "bankimport": "Bankimport",
    "banksapi": "BANKSapi",
    "finapi_access": "finAPI",
    "finapi_webform": "Web Form",
}


def introduction(info: dict[str, Any], token: str = "") -> str:
    """
    Write the addresses and the credentials that one needs first.

    Args:
        info: What ``GET /info`` answers.
        token: The control token, for the link to the control page.
    """
    known = info["credentials"]
    details = {
        "bankimport": f"token {known['bankimport_token'][:10]}…",
        "banksapi": f"client {known['banksapi_client']}",
        "finapi_access": f"client {known['finapi_client'][:9]}…   (v1 and v2)",
        "finapi_webform": "",
    }
    base = info["control"].removesuffix("/_sandbox/api")
    urls = {api: info["apis"][api]["url"] for api in _NAMES}
    width = max(len(url) for url in urls.values())
    lines = [f"kontokit-sandbox {info['version']}   {base}   seed {info['seed']}   {_clock(info)}"]
    for api, name in _NAMES.items():
        lines.append(f"  {name:<12} {urls[api]:<{width}}   {details[api]}".rstrip())
    page = f"{base}/_sandbox/" + (f"?token={token}" if token else "")
    lines.append(f"Control page   {page}   (credentials, clock, faults, log)")
    return "\n".join(lines)


def _clock(info: dict[str, Any]) -> str:
    now = datetime.fromisoformat(info["now"])
    if info["frozen"]:
        return f"clock {now:%Y-%m-%d %H:%M} (stands still)"
    is_real = abs((now - datetime.now(now.tzinfo)).total_seconds()) < 60
    return f"clock {now:%Y-%m-%d} ({'real time' if is_real else 'runs'})"
