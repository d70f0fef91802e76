"""
Redirects from a web form to the page of a bank, and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..finapi.sca.pending import open_redirect
from ..finapi.state.world import Redirect, World
from .rendering import root_of
from .request import PageRequest, SeeOther
from .walk import Walk

__all__ = ["Redirects"]

_LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True)
class Redirects:
    """
    Sends the users of forms to the pages of banks.
    """

    world: World

    def start(self, walk: Walk, request: PageRequest) -> tuple[str, SeeOther]:
        """
        Send the user to the page of the chosen bank.

        Returns:
            The state of the redirect, and the redirect.
        """
        state = self.world.new_uuid()
        bank_id = walk.bank["id"]
        self.world.redirects[state] = Redirect(
            back=f"{request.page_base}{request.address}",
            bank_id=bank_id,
            application="finAPI Web Form",
            ends=self.world.clock.now() + _LIFETIME,
            order=walk.form.order,
        )
        address = f"{root_of(request.page_base)}/bank/{bank_id}/authorise?state={state}"
        return state, SeeOther(location=address)

    def is_decided(self, state: str) -> bool:
        """
        Whether the user has approved or declined.
        """
        redirect = self.world.redirects.get(state)
        return redirect is not None and open_redirect(self.world, state) is None

    def is_approved(self, state: str) -> bool:
        """
        Whether the user has approved.
        """
        redirect = self.world.redirects[state]
        return (
            redirect.query is not None and not redirect.is_denied and "error=" not in redirect.query
        )
