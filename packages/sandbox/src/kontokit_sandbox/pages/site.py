"""
All pages that a person meets, and what waits for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from ..banksapi.state.bank import Bank
from ..banksapi.state.pending import pending as pending_at_banksapi
from ..finapi.sca.pending import pending as pending_at_finapi
from ..finapi.state.web_forms import V1WebForm
from ..finapi.state.world import World
from ..pending import Decision, Message, Pending
from ..server.request_log import RequestLog
from . import phone
from .application import Handler, Pages
from .bank import authorise
from .forms import Forms
from .reader import read_code, show_bars
from .rendering import Renderer
from .request import Language, PageRequest, Reply

__all__ = ["PREFIXES", "Site"]

PREFIXES = ("/bank", "/wf", "/webForm", "/customer/v2/webform", "/phone", "/reader", "/pages.css")
"""How the paths of the pages begin."""


class Site:
    """
    The pages of banks and forms, the phone and the reader.
    """

    def __init__(
        self,
        world: World,
        bank: Bank,
        complete_v1: Callable[[V1WebForm, str, str], None],
        after_step: Callable[[], None],
    ) -> None:
        """
        Args:
            after_step: Called when a person may have done something, with the lock.
            complete_v1: Makes the call of a form of Access v1 with a login and its PIN.
        """
        self._world = world
        self._bank = bank
        self._after_step = after_step
        self._forms = Forms(world=world, bank=bank, complete_v1=complete_v1)

    def pending(self) -> list[Pending]:
        """
        List everything that waits for a person.
        """
        return [
            *pending_at_finapi(self._world),
            *pending_at_banksapi(self._bank),
            *self._forms.pending(),
        ]

    def decide(self, waiting: Pending, decision: Decision) -> None:
        """
        Decide in place of the person.
        """
        waiting.decide(decision)
        self._after_step()

    def messages(self) -> list[Message]:
        """
        List all messages that were sent to phones, oldest first.
        """
        return sorted([*self._world.messages, *self._bank.messages], key=lambda one: one.at)

    def reset(self) -> None:
        """
        Forget the forms that are open in a browser.
        """
        self._forms.walks.clear()

    def application(
        self,
        request_log: RequestLog,
        lock: AbstractContextManager[object],
        page_base: Callable[[], str],
        default_language: Language = "de",
    ) -> Pages:
        """
        Make the ASGI application.
        """
        return Pages(
            dict(self._handlers),
            Renderer(self._world.clock.now),
            request_log,
            lock=lock,
            clock=self._world.clock,
            after_step=self._after_step,
            page_base=page_base,
            default_language=default_language,
        )

    @property
    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "/bank/{bank}/authorise": self._authorise,
            "/wf/{id}": self._forms.finapi,
            "/webForm/{token}": self._forms.finapi_v1,
            "/customer/v2/webform": self._forms.protect,
            "/phone/{login}": self._confirmations,
            "/phone/{login}/messages": self._messages,
            "/reader": self._reader,
            "/reader/bars.svg": show_bars,
        }

    def _authorise(self, request: PageRequest) -> Reply:
        return authorise(self._world, self._bank, request)

    def _confirmations(self, request: PageRequest) -> Reply:
        return phone.confirmations(self.pending, request)

    def _messages(self, request: PageRequest) -> Reply:
        return phone.messages(self.messages(), request)

    def _reader(self, request: PageRequest) -> Reply:
        return read_code(self.pending, request)
