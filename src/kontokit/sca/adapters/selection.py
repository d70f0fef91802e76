"""
Which adapter an operation has.
"""

from __future__ import annotations

from typing import Any

from ...core.exceptions import ConfigurationError
from ...operations import Operation
from ...operations.sca import ScaConfig
from ...pipeline.request_pipeline import RequestPipeline
from ..state.flow_state import AdapterName
from .base import ScaAdapter
from .hypermedia import HypermediaAdapter
from .repeat_call import RepeatCallAdapter
from .web_form import WebFormAdapter


def sca_config(pipeline: RequestPipeline) -> ScaConfig:
    """
    How an API asks for SCA.

    Args:
        pipeline: The pipeline of the client.

    Raises:
        ConfigurationError: The API has no SCA.
    """
    if pipeline.api.sca is None:
        raise ConfigurationError(f"{pipeline.api.name} has no strong customer authentication")
    config: ScaConfig = pipeline.api.sca()
    return config


def adapter_for(
    pipeline: RequestPipeline, operation: Operation[Any]
) -> tuple[AdapterName, ScaAdapter]:
    """
    The adapter of an operation, with its name in records.

    Args:
        pipeline: The pipeline of the client.

    Raises:
        ConfigurationError: The operation never asks for SCA.
    """
    config = sca_config(pipeline)
    if "repeat" in operation.sca and config.repeat is not None:
        return "repeat", RepeatCallAdapter(config.repeat, operation)
    if operation.id in config.forms:
        return "webform", WebFormAdapter(config.forms[operation.id], operation)
    if operation.sca and config.relations is not None:
        return "relations", HypermediaAdapter(config.relations, operation)
    raise ConfigurationError(
        f"{operation.id} needs no strong customer authentication; call its method directly"
    )
