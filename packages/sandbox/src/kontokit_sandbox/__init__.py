"""
The bank in a box: Bankimport and BANKSapi on loopback, checked against their documents.
"""

from .browser import Page
from .controls import Disturbance
from .journal import ReceivedRequest
from .openapi.errors import BrokenResponse
from .sandbox import Api, Sandbox

__all__ = ["Api", "BrokenResponse", "Disturbance", "Page", "ReceivedRequest", "Sandbox"]
