"""
Reads the arguments of a client from environment variables, for ``from_env``.
"""

from __future__ import annotations

import os
from typing import Any

from ..auth.credentials import ClientCredentials
from ..core.exceptions import ConfigurationError
from ..operations import Api, EnvVariables


def arguments_from_environment(api: Api) -> dict[str, Any]:
    """
    The arguments of a client whose environment variables are set.

    Raises:
        ConfigurationError: A variable is missing; the message names it.
    """
    return {one.argument: value for one in api.variables if (value := _value(one)) is not None}


def _value(variables: EnvVariables) -> Any:
    # An empty variable counts as missing: shells and CI systems often set it so.
    found = {name: value for name in variables.names if (value := os.environ.get(name))}
    if not found and not variables.required:
        return None
    missing = [name for name in variables.names if name not in found]
    if missing:
        are = "are" if len(missing) > 1 else "is"
        raise ConfigurationError(
            f"from_env: {' and '.join(missing)} {are} not set, for {variables.argument}"
        )
    values = list(found.values())
    return ClientCredentials(*values) if len(values) > 1 else values[0]
