"""
Where configuration and state are.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["config_path", "private_folder", "state_folder"]


def config_path() -> Path:
    """
    The configuration file: ``KONTOKIT_CONFIG``, else ``config.toml`` in the user's folder.
    """
    if given := os.environ.get("KONTOKIT_CONFIG"):
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("kontokit", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """
    The folder of flows, tokens and what was read last. It need not exist.
    """
    from platformdirs import user_state_path

    return user_state_path("kontokit", appauthor=False)


def private_folder(*names: str) -> Path:
    """
    A folder below the state folder that only its owner may read; it is made if it is missing.

    Raises:
        OSError: It cannot be made.
    """
    folder = state_folder().joinpath(*names)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
