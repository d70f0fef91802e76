"""
Strong customer authentication (SCA) as one flow: ``client.sca.start(method, …)``.

``flow.step`` is one of the steps in this package, to match on. Each step names the method of
``Flow`` or ``AsyncFlow`` to call. ``kontokit.sca.terminal`` runs a flow at a terminal.
"""

from .client import AsyncScaClient, ScaClient
from .errors import (
    InteractionRequired,
    NotFinished,
    NotYet,
    OutcomeUnknown,
    OutOfTurn,
    RecordRefused,
    ResultNotKept,
    ReturnRefused,
    ScaCancelled,
    ScaConflict,
    ScaError,
    ScaExpired,
    ScaFailed,
)
from .flow.async_flow import AsyncFlow
from .flow.sync_flow import Flow
from .options import NEVER
from .steps import (
    Cancelled,
    Challenge,
    Choice,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Reason,
    Redirect,
    State,
    Step,
    Unknown,
    Working,
)

__all__ = [
    "NEVER",
    "AsyncFlow",
    "AsyncScaClient",
    "Cancelled",
    "Challenge",
    "Choice",
    "ChooseMedium",
    "ChooseMethod",
    "Decoupled",
    "Expired",
    "Failed",
    "Finished",
    "Flow",
    "InteractionRequired",
    "NotFinished",
    "NotYet",
    "OutOfTurn",
    "OutcomeUnknown",
    "Reason",
    "RecordRefused",
    "Redirect",
    "ResultNotKept",
    "ReturnRefused",
    "ScaCancelled",
    "ScaClient",
    "ScaConflict",
    "ScaError",
    "ScaExpired",
    "ScaFailed",
    "State",
    "Step",
    "Unknown",
    "Working",
]
