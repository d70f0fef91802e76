"""
Test servers for Bankimport, BANKSapi and finAPI on loopback, checked against their specifications.
"""

from .openapi.errors import BrokenResponseError
from .sandbox import Api, Sandbox
from .server.browser import Page
from .server.controls import Disturbance
from .server.request_log import ReceivedRequest

__all__ = ["Api", "BrokenResponseError", "Disturbance", "Page", "ReceivedRequest", "Sandbox"]
