"""
The tools that say what waits for a person, and what the person has to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final

from mcp.server.mcpserver import MCPServer
from pydantic import Field
from typing_extensions import TypedDict

from kontokit.sca.messages import Kind, messages_in
from kontokit_cli.flow_notes import notes
from kontokit_cli.flow_states import ENDED

from .calls import Calls
from .reading import READS

__all__ = ["EXPLANATIONS", "add_sca_help"]

EXPLANATIONS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "choose_method": "The bank offers several ways to authenticate, such as an app or a "
        "chipTAN generator. The user chooses one.",
        "choose_medium": "The way to authenticate works with several devices, such as two phones. "
        "The user chooses one.",
        "payee_check": "The bank has compared the payee's name with that of the account. The user "
        "reads the result and decides whether to pay.",
        "challenge": "The bank shows a text, a picture or a flicker code. The user makes a TAN "
        "from it with a device of their own, and types it at the terminal. A TAN is a secret: "
        "never ask for it.",
        "redirect": "The user opens a page of the bank or the provider in a browser, signs in "
        "there, and comes back.",
        "decoupled": "The user confirms in the app of the bank. Nothing is typed.",
        "working": "The provider is busy. Nobody has to do anything but wait.",
        "unsupported": "The provider asks for something that this version does not know. The user "
        "reads what it says.",
        "finished": "It is done: the bank has taken it.",
        "failed": "The bank or the provider has refused. Nothing was carried out.",
        "cancelled": "The user or the provider has cancelled. Nothing was carried out.",
        "expired": "The time limit has passed. Nothing was carried out.",
        "unknown": "A response was lost: it may have been carried out or not. It must not be sent "
        "again before the provider was asked, or the user has looked at the account.",
    }
)


class Explanation(TypedDict):
    """
    What a step of SCA means.
    """

    german: str
    english: str
    explanation: str


class Waiting(TypedDict):
    """
    What waits for a person.
    """

    id: str
    kind: str
    """Such as ``pay``, ``connect`` or ``refresh``."""
    state: str
    step: str | None
    started: str
    command: str
    """With which the person goes on at a terminal."""


def add_sca_help(server: MCPServer[Any], calls: Calls) -> None:
    """
    Add the tools.
    """

    @server.tool(annotations=READS)
    def list_waiting() -> list[Waiting]:
        """List payments, connections and refreshes that wait for strong customer authentication."""
        with calls.session() as session:
            return [
                {
                    "id": flow_id,
                    "kind": note["kind"],
                    "state": note["state"],
                    "step": note.get("step"),
                    "started": note["started"],
                    "command": f"{session.command} flows resume {flow_id}",
                }
                for flow_id, note in notes(session).items()
                if note["state"] not in ENDED
            ]

    @server.tool(annotations=READS)
    def explain_sca_step(
        step: Annotated[Kind, Field(description="Of list_waiting or payment_status.")],
    ) -> Explanation:
        """Explain what a step of strong customer authentication asks of the user."""
        return {
            "german": messages_in("de").steps[step],
            "english": messages_in("en").steps[step],
            "explanation": EXPLANATIONS[step],
        }
