"""
The context of handlers of finAPI Access: the world, the specification and the version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..openapi.specification import Specification
from ..server.service import Call, Handlers
from .state.world import Client, Token, User, World

__all__ = ["Context", "HandlerGroup"]


@dataclass(frozen=True, kw_only=True)
class Context:
    """
    One version of finAPI Access.
    """

    world: World
    specification: Specification
    version: Literal["v1", "v2"]

    def user(self, call: Call) -> User:
        """
        Find the user of a user token.
        """
        token: Token = call.caller
        # finAPI compares user ids without regard to case.
        return self.world.users[str(token.user_id).lower()]

    def client(self, call: Call) -> Client:
        """
        Find the client to which a token was issued.
        """
        token: Token = call.caller
        return self.world.clients[token.client_id]


HandlerGroup = Handlers[Context]
"""The handlers of some operations."""
