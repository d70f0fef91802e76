"""
Strong customer authentication (SCA) as one flow: ``client.sca.start(method, …)``.

``flow.step`` is one of the steps in this package, to match on. Each step names the method of
``Flow`` or ``AsyncFlow`` to call. ``kontokit.sca.terminal`` runs a flow at a terminal.
"""

from .client import AsyncScaClient, ScaClient
from .errors import (
    CopiedRecordError,
    CopiedRecordWarning,
    InteractionRequiredError,
    NotFinishedError,
    OutcomeUnknownError,
    RecordRefusedError,
    ResultNotKeptError,
    ReturnRefusedError,
    ScaCancelledError,
    ScaConflictError,
    ScaError,
    ScaExpiredError,
    ScaFailedError,
    TansUsedUpError,
    TooEarlyError,
    WrongStepError,
)
from .flow.async_flow import AsyncFlow
from .flow.sync_flow import Flow
from .state.flow_limits import FlowLimits
from .steps import (
    Cancelled,
    Challenge,
    Choice,
    ChooseMedium,
    ChooseMethod,
    Contradiction,
    Decoupled,
    Expired,
    Failed,
    Finished,
    PayeeCheck,
    Reason,
    Redirect,
    State,
    Step,
    Unknown,
    Unsupported,
    Working,
)

__all__ = [
    "AsyncFlow",
    "AsyncScaClient",
    "Cancelled",
    "Challenge",
    "Choice",
    "ChooseMedium",
    "ChooseMethod",
    "Contradiction",
    "CopiedRecordError",
    "CopiedRecordWarning",
    "Decoupled",
    "Expired",
    "Failed",
    "Finished",
    "Flow",
    "FlowLimits",
    "InteractionRequiredError",
    "NotFinishedError",
    "OutcomeUnknownError",
    "PayeeCheck",
    "Reason",
    "RecordRefusedError",
    "Redirect",
    "ResultNotKeptError",
    "ReturnRefusedError",
    "ScaCancelledError",
    "ScaClient",
    "ScaConflictError",
    "ScaError",
    "ScaExpiredError",
    "ScaFailedError",
    "State",
    "Step",
    "TansUsedUpError",
    "TooEarlyError",
    "Unknown",
    "Unsupported",
    "Working",
    "WrongStepError",
]
