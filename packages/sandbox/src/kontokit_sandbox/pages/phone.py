"""
The phone of a person: confirmations in an app, and messages with TANs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from ..pending import Message, Pending, is_for
from .rendering import root_of
from .request import Html, PageRequest, Reply, SeeOther

__all__ = ["confirmations", "messages"]

_NOTICES = ("confirmed", "declined", "phone_gone")


def confirmations(list_pending: Callable[[], Iterable[Pending]], request: PageRequest) -> Reply:
    """
    Show what waits for confirmation in the app of a login, or confirm or decline it.
    """
    login = request.path_values["login"]
    waiting = [one for one in list_pending() if one.kind == "app" and is_for(login, one.login)]
    if request.is_post:
        notice = _decided(waiting, request)
        # A reload of the page must not send the form again.
        query = urlencode({**request.parameters, "notice": notice})
        return SeeOther(location=f"{root_of(request.page_base)}{request.path}?{query}")
    notice = request.parameters.get("notice", "")
    values = {"login": login, "waiting": waiting, "notice": notice if notice in _NOTICES else ""}
    return Html(template="phone.html", values=values)


def messages(sent: Iterable[Message], request: PageRequest) -> Reply:
    """
    Show the messages of a login, newest first.
    """
    login = request.path_values["login"]
    own = [one for one in sent if is_for(login, one.login)]
    newest = sorted(own, key=lambda one: one.at, reverse=True)
    return Html(template="messages.html", values={"login": login, "messages": newest})


def _decided(waiting: Iterable[Pending], request: PageRequest) -> str:
    chosen = next((one for one in waiting if one.id == request.value("id")), None)
    if chosen is None:
        return "phone_gone"
    is_confirmed = request.value("do") == "approve"
    chosen.decide("approve" if is_confirmed else "decline")
    return "confirmed" if is_confirmed else "declined"
