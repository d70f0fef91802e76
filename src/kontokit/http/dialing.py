"""
Opens blocking connections, within the deadline of the call.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeAlias

from .connections import StreamErrors
from .exchange import step_timeout
from .sockets import BlockingStream

_Address: TypeAlias = tuple[Any, ...]


class BlockingBackend:
    """
    Opens the connections of the HTTP library.
    """

    is_watched = True

    def __init__(self, errors: StreamErrors) -> None:
        self._errors = errors

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> BlockingStream:
        """
        Open a connection to the first address of a host that answers.

        Args:
            timeout: For all addresses together, the look-up included; each gets its share.
            local_address: Where to connect from.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        try:
            limit = step_timeout(timeout)
            source = None if local_address is None else (local_address, 0)
            sock = _connected(host, port, limit, source)
            for option in socket_options or ():
                sock.setsockopt(*option)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except TimeoutError as error:
            raise self._errors.connect_timeout(str(error)) from None
        except (OSError, UnicodeError) as error:  # UnicodeError: no name for the look-up
            raise self._errors.connect(str(error)) from None
        return BlockingStream(sock, self._errors)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> BlockingStream:
        """
        Open a connection to a socket of this machine.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            for option in socket_options or ():
                sock.setsockopt(*option)
            sock.settimeout(step_timeout(timeout))
            sock.connect(path)
        except OSError as error:  # at once, also where the server has no room for another one
            sock.close()
            raise self._errors.connect(str(error)) from None
        except BaseException:
            sock.close()
            raise
        return BlockingStream(sock, self._errors)

    def sleep(self, seconds: float) -> None:
        """
        Wait before another try to connect.
        """
        limit = step_timeout(seconds)
        time.sleep(seconds if limit is None else limit)


def _connected(
    host: str, port: int, timeout: float | None, source: tuple[str, int] | None
) -> socket.socket:
    until = None if timeout is None else time.monotonic() + timeout
    addresses = _addresses(host, port, timeout)
    error: OSError = OSError("the name has no address")
    for number, (family, kind, protocol, _, address) in enumerate(addresses):
        left = None if until is None else max(until - time.monotonic(), 0)
        if left == 0:
            raise TimeoutError("timed out")
        sock = socket.socket(family, kind, protocol)
        try:
            # A first address that leads nowhere must not use up the time of the others.
            sock.settimeout(None if left is None else left / (len(addresses) - number))
            if source is not None:
                sock.bind(source)
            sock.connect(address)
        except OSError as failed:
            sock.close()
            error = failed
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise error


def _addresses(host: str, port: int, timeout: float | None) -> list[_Address]:
    """
    Look up a host. The system's own look-up has no timeout, so it runs in a thread.
    """
    found: SimpleQueue[list[_Address] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            found.put(list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)))
        except Exception as error:
            found.put(error)

    if is_address(host):
        look_up()
    else:
        Thread(target=look_up, name="kontokit-look-up", daemon=True).start()
    try:
        outcome = found.get(timeout=timeout)
    except Empty:
        raise TimeoutError("timed out") from None
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def is_address(host: str) -> bool:
    """
    Whether a host is an IP address, so that nothing must be looked up.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
