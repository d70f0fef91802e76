"""
Probes of the generator: small documents, each of which differs from one document by a construct.
"""

from __future__ import annotations

from tests.support.probes.probe import Adopted, Call, Probe, Refusal, document_of, outcome

__all__ = ["Adopted", "Call", "Probe", "Refusal", "document_of", "outcome"]
