"""
Runs a flow at a terminal.

``terminal.run(flow)`` shows texts, pictures, QR codes and animated flicker codes, reads choices
and TANs, waits for confirmations, and returns the result of the flow.
"""

from __future__ import annotations

from .runner import run, run_async

__all__ = ["run", "run_async"]
