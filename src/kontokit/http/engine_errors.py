"""
Errors by which the parts of an engine tell it what went wrong. None of them leaves the engine.
"""

from __future__ import annotations


class PoolTimeout(Exception):
    """
    No connection became free in time.
    """


class ConnectTimeout(Exception):
    """
    A server was not reached in time.
    """


class WriteTimeout(Exception):
    """
    A part of a request was not written in time.
    """


class ReadTimeout(Exception):
    """
    The next part of a response did not arrive in time.
    """


class Unreachable(Exception):
    """
    Why a server cannot be reached, without anything private.
    """


class Unsendable(Exception):
    """
    A request is none of HTTP.
    """


class NoResponse(Exception):
    """
    What a server sent is no response.
    """
