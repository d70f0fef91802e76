"""
A person at the pages of the sandbox: fills in their forms as a browser would, without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

from ..server.browser import Page

__all__ = ["Person", "PersonAtPage"]

_MOST_STEPS: Final = 20
_TAN: Final = "123456"


class Person:
    """
    A person with a login at a bank.
    """

    def __init__(self, login: str, pin: str | None = None) -> None:
        """
        Args:
            pin: The login itself if it is left out, as finAPI's test banks want it.
        """
        self.login = login
        self.pin = login if pin is None else pin

    def at(self, url: str) -> PersonAtPage:
        """
        Open a page of a bank or of a web form.

        Args:
            url: A URL that one of the APIs has returned, with what the application appends to it.
        """
        at = PersonAtPage(self)
        at.open(url)
        return at


class PersonAtPage:
    """
    A person at one page. Each method returns the way back, or what the last page says.
    """

    def __init__(self, person: Person) -> None:
        self._person = person
        self._origin = ""
        self.url = ""
        """Where the page is."""
        self._cookies: dict[str, str] = {}
        self.page = Page(status=0, location=None, text="")
        """The last response."""

    def open(self, url: str) -> Page:
        """
        Open a page.
        """
        parts = urlsplit(url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        return self._request("GET", url)

    @property
    def fields(self) -> Mapping[str, str]:
        """
        The fields of the form that is shown, with their values.
        """
        return self._form.fields

    @property
    def buttons(self) -> list[str]:
        """
        What the buttons of the form do: ``approve``, ``decline``, ``cancel``…
        """
        return self._form.buttons

    def log_in(self) -> PersonAtPage:
        """
        Enter login and PIN, and choose the first bank and interface if the form asks for them.

        Raises:
            LookupError: The page does not ask for a login.
        """
        for step in ("bank", "interface"):
            if self.fields.get("step") == step:
                self.press("go-on")
        if "login" not in self.fields:
            raise LookupError(f"this page asks for no login: {self._form.text[:200]!r}")
        do = "sign-in" if "sign-in" in self.buttons else "go-on"
        self.press(do, login=self._person.login, pin=self._person.pin, legal="yes")
        return self

    def approve(self, *, tan: str = _TAN, method: str | None = None) -> Page:
        """
        Go through all further steps, and approve.

        Args:
            tan: The TAN to enter, where one is wanted.
            method: The method of SCA to choose, by its id; the first if it is left out.
        """
        for _ in range(_MOST_STEPS):
            if self._is_away or not self.buttons:
                break
            self._step(tan, method)
        return self.page

    def decline(self) -> Page:
        """
        Decline at the page of a bank, or cancel a form.
        """
        return self.press("decline" if "decline" in self.buttons else "cancel")

    def leave(self) -> Page:
        """
        Go back from the page of a bank without a decision.
        """
        return self.press("leave")

    def press(self, do: str, **values: str) -> Page:
        """
        Fill in fields of the form, and press a button.

        Args:
            do: What the button does, as in :attr:`buttons`.
            **values: Values by the name of the field; those of other fields stay.

        Raises:
            LookupError: There is no such button.
        """
        form = self._form
        if do not in form.buttons:
            raise LookupError(f"there is no button {do!r}, but {form.buttons}: {form.text[:200]!r}")
        filled = [(name, value) for name, value in form.sent if name not in values]
        filled += [(name, values[name]) for name in form.names if name in values]
        body = urlencode([*filled, ("do", do)])
        self._request("POST", urljoin(self.url, form.action), body)
        while self.page.location is not None and not self._is_away:
            self._request("GET", urljoin(self.url, self.page.location))
        return self.page

    def _step(self, tan: str, method: str | None) -> None:
        step = self.fields.get("step")
        if "approve" in self.buttons:
            self.press("approve")
        elif "sign-in" in self.buttons or step == "credentials":
            self.log_in()
        elif step == "tan":
            self.press("go-on", tan=tan)
        elif step == "app":
            self._confirm_on_phone()
            self.press("go-on")
        elif step == "method" and method is not None:
            self.press("go-on", method=method)
        else:
            self.press("go-on")

    def _confirm_on_phone(self) -> None:
        phone = PersonAtPage(self._person)
        phone.open(f"{self._origin}{urlsplit(self._form.phone).path}")
        phone.press("approve")

    @property
    def _form(self) -> _Form:
        form = _Form()
        form.feed(self.page.text)
        return form

    @property
    def _is_away(self) -> bool:
        location = self.page.location
        return location is not None and not urljoin(self.url, location).startswith(
            f"{self._origin}/"
        )

    def _request(self, method: str, url: str, body: str | None = None) -> Page:
        parts = urlsplit(url)
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self._cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": self._origin
            }  # fmt: skip
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        with closing(HTTPConnection(parts.netloc, timeout=30)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for value in answer.headers.get_all("Set-Cookie", []):
                self._cookies |= {name: one.value for name, one in SimpleCookie(value).items()}
            self.url = url
            self.page = Page(
                status=answer.status,
                location=answer.getheader("Location"),
                text=answer.read().decode(),
            )
        return self.page


@dataclass
class _Form(HTMLParser):
    """
    Reads the first form of a page.
    """

    action: str = ""
    sent: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """The fields and values that a browser would send, if nothing was changed."""
    names: list[str] = field(default_factory=list[str])
    """The names of all fields, each once."""
    buttons: list[str] = field(default_factory=list[str])
    phone: str = ""
    """The link to the phone."""
    text: str = ""
    _is_open: bool = False
    _is_over: bool = False
    _skips: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def fields(self) -> Mapping[str, str]:
        """
        The first value of each field.
        """
        values = dict(reversed(self.sent))
        return {name: values.get(name, "") for name in self.names}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        Read a form, a field, a button or a link.
        """
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "/phone/" in given.get("href", ""):
            self.phone = given["href"]
        if tag == "form" and not self._is_over:
            self._is_open, self.action = True, given.get("action", "")
        elif self._is_open and tag == "button":
            self.buttons.append(given.get("value", ""))
        elif self._is_open and tag in ("input", "textarea", "select"):
            self._add(given)

    def _add(self, given: Mapping[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        is_first = name not in self.names
        if is_first:
            self.names.append(name)
        # Of radio buttons the first one is taken, in place of a choice.
        if (
            kind not in ("radio", "checkbox", "file")
            or "checked" in given
            or (kind == "radio" and is_first)
        ):
            self.sent.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """
        End the form.
        """
        if tag == "form" and self._is_open:
            self._is_open, self._is_over = False, True

    def handle_data(self, data: str) -> None:
        """
        Keep the text, for messages of errors.
        """
        if data.strip() and self.get_starttag_text() != "<style>":
            self.text += f"{data.strip()} "
