"""
What tests can do at the pages of banks and web forms.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from ..pending import Decision, Message, Pending, is_for
from ..server.browser import Page, open_page
from .person import Person
from .site import Site

__all__ = ["Visits"]


class Visits:
    """
    The methods of the sandbox for pages.
    """

    _lock: AbstractContextManager[object]
    _site: Site | None = None

    def visit(self, url: str, **query: str) -> Page:
        """
        Open the page of a web form or of a bank, which acts for its user at once, without a form.

        :meth:`person` fills in the forms that a user sees.

        Args:
            url: A URL that one of the APIs has returned.
            **query: Parameters to add to its query, such as ``action="abort"``.

        Returns:
            The status, the redirect and the text; redirects are not followed.
        """
        return open_page(url, query)

    def person(self, login: str, pin: str | None = None) -> Person:
        """
        Return a person who fills in the forms of pages as in a browser, without one.

            sandbox.person("erika").at(url).log_in().approve()

        Args:
            login: A login of a test bank.
            pin: The login itself if it is left out, as finAPI's test banks want it.
        """
        return Person(login, pin)

    @property
    def pending(self) -> list[Pending]:
        """
        Everything that waits for a person: pages of banks, confirmations in an app, TANs and web
        forms.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        with self._lock:
            return self._running_site.pending()

    def decide(self, pending_id: str, decision: Decision) -> None:
        """
        Decide in place of the person something waits for.

        Args:
            pending_id: The id of an entry of :attr:`pending`.
            decision: One of its ``decisions``. ``wrong`` lets the bank refuse the next TAN that is
                entered, as if it had been mistyped, and a form end as after wrong credentials;
                ``expire`` lets the time run out.

        Raises:
            LookupError: Nothing with this id waits.
            ValueError: This cannot be decided there: a right TAN has to come from the application.
        """
        for one in self.pending:
            if one.id == pending_id:
                if decision not in one.decisions:
                    raise ValueError(f"{decision} is none of {', '.join(one.decisions)}")
                with self._lock:
                    self._running_site.decide(one, decision)
                return
        raise LookupError(f"nothing with the id {pending_id} waits for a person")

    def messages(self, person: str | None = None) -> list[Message]:
        """
        Return the messages that banks have sent to phones, the oldest first.

        Args:
            person: The login at the bank; all by default.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        with self._lock:
            found = self._running_site.messages()
        return [one for one in found if person is None or is_for(person, one.login)]

    @property
    def _running_site(self) -> Site:
        if self._site is None:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        return self._site
