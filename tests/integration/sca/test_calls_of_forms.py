"""
What is sent to the Web Form API for each action of a flow, and which adapter an operation has.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import ConfigurationError
from kontokit.operations import Operation
from kontokit.pipeline.request_pipeline import RequestPipeline
from kontokit.sca.adapters.base import Action, ScaAdapter
from kontokit.sca.adapters.hypermedia import HypermediaAdapter
from kontokit.sca.adapters.repeat_call import RepeatCallAdapter
from kontokit.sca.adapters.selection import adapter_for, sca_config
from kontokit.sca.adapters.web_form import WebFormAdapter
from kontokit.sca.records.references import Reference
from kontokit.sca.state.events import EventDetails, GivenUp
from kontokit.sca.state.flow_state import ActionKind, Request
from kontokit.sca.steps import State
from kontokit_banksapi import Banksapi
from kontokit_banksapi.operations import bank_accesses, providers
from kontokit_banksapi.sca import SCA as LINKS
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_access.operations import payments
from kontokit_finapi_access.sca import SCA as REPEATED
from kontokit_finapi_webform import FinapiWebForm
from kontokit_finapi_webform.operations import tasks, web_forms
from kontokit_finapi_webform.sca import SCA
from tests.support.adapter_calls import BASE, Calling, Sent, pipeline_of
from tests.support.flow_states import AT, in_state

PIPELINE: Final = pipeline_of(FinapiWebForm, token_url=f"{BASE}/token")
FORM: Final = web_forms.CREATE_FOR_BANK_CONNECTION_IMPORT
TASK: Final = tasks.CREATE_BANK_CONNECTION_UPDATE_TASK
BODIES: Final = {
    FORM.id: {"bank": {"id": 17}},
    TASK.id: {"bankConnectionId": 17, "importNewAccountsMode": "NONE"},
}


def calling(operation: Operation[Any], state: State = State.REDIRECT, *references: str) -> Calling:
    """
    A flow of a form or a task.
    """
    request = Request(operation=operation.id, body=BODIES[operation.id])
    flow = attrs.evolve(
        in_state(state), adapter_name="webform", request=request, references=references
    )
    adapter = WebFormAdapter(SCA.forms[operation.id], operation)
    return Calling(pipeline=PIPELINE, adapter=adapter, flow=flow)


@pytest.mark.parametrize(
    ("operation", "path"),
    [(FORM, "/api/webForms/bankConnectionImport"), (TASK, "/api/tasks/backgroundUpdate")],
)
def test_a_form_or_a_task_begins_with_its_call(operation: Operation[Any], path: str) -> None:
    """
    Its body is sent as it is; it is made anew, whatever was made before.
    """
    for references in ((), ("f-0",)):
        sent = calling(operation, State.NEW, *references).of("start")
        assert sent is not None
        assert (sent.method, sent.path, sent.body) == ("POST", path, BODIES[operation.id])


@pytest.mark.parametrize("kind", ["look", "callback", "poll"])
def test_a_form_or_a_task_is_read_by_its_own_id(kind: ActionKind) -> None:
    """
    Which is the first; whatever the browser brings back is not handed in.
    """
    assert calling(FORM, State.REDIRECT, "f-1").of(kind, "code=1") == Sent(
        operation="getWebForm", method="GET", path="/api/webForms/f-1"
    )
    assert calling(TASK, State.REDIRECT, "t-1", "f-1").of(kind, "code=1") == Sent(
        operation="getTask", method="GET", path="/api/tasks/t-1"
    )
    assert calling(FORM).of(kind) is None


def test_only_a_form_is_cancelled_at_the_provider() -> None:
    """
    A task has no call for it, and a form whose id is not known cannot be named.
    """
    assert calling(FORM, State.REDIRECT, "f-1").of("cancel") == Sent(
        operation="cancelWebForm", method="POST", path="/api/webForms/f-1/cancel"
    )
    for made in (calling(FORM), calling(TASK, State.REDIRECT, "t-1", "f-1")):
        assert made.of("cancel") is None
        found = made.adapter.without_call(made.flow, Action(kind="cancel"), AT)
        assert found.event == GivenUp(details=EventDetails(AT), by="caller")
        assert (found.error, found.cause, found.value) == (None, None, None)


def test_a_flow_is_known_by_the_ids_of_its_task_and_its_form() -> None:
    """
    Since a callback names the one or the other.
    """
    made = calling(TASK, State.REDIRECT, "t-1", "f-1")
    assert made.adapter.references(made.flow) == (Reference("t-1"), Reference("f-1"))
    assert calling(FORM).adapter.references(calling(FORM).flow) == ()
    assert made.adapter.described_by == SCA.forms[TASK.id].described_by


def test_what_has_no_call_says_nothing_new() -> None:
    """
    Only to cancel is an act of the caller.
    """
    made = calling(FORM)
    found = made.adapter.without_call(made.flow, Action(kind="look"), AT)
    assert found.event == made.adapter.event_without_call(made.flow, Action(kind="look"), AT)


ADAPTERS: Final[list[tuple[RequestPipeline, Operation[Any], str, type[ScaAdapter], Any]]] = [
    (
        pipeline_of(FinapiAccess),
        payments.SUBMIT_PAYMENT,
        "repeat",
        RepeatCallAdapter,
        REPEATED.repeat,
    ),
    (PIPELINE, FORM, "webform", WebFormAdapter, SCA.forms[FORM.id]),
    (PIPELINE, TASK, "webform", WebFormAdapter, SCA.forms[TASK.id]),
    (
        pipeline_of(Banksapi),
        bank_accesses.ADD_BANK_ACCESS,
        "relations",
        HypermediaAdapter,
        LINKS.relations,
    ),
]


@pytest.mark.parametrize(("pipeline", "operation", "name", "kind", "config"), ADAPTERS)
def test_an_operation_has_the_adapter_of_its_description(
    pipeline: RequestPipeline, operation: Operation[Any], name: str, kind: type[Any], config: Any
) -> None:
    """
    Under the name that records have.
    """
    found_name, adapter = adapter_for(pipeline, operation)
    assert (found_name, type(adapter)) == (name, kind)
    assert (adapter.operation, getattr(adapter, "config", None)) == (operation, config)


@pytest.mark.parametrize(
    ("pipeline", "operation"),
    [
        (pipeline_of(FinapiAccess), payments.GET_PAYMENTS),
        (PIPELINE, web_forms.GET_WEB_FORM),
        (pipeline_of(Banksapi), providers.GET_PROVIDERS),
        (PIPELINE, structs.replace(FORM, id="other")),
    ],
)
def test_an_operation_without_sca_is_called_directly(
    pipeline: RequestPipeline, operation: Operation[Any]
) -> None:
    """
    The error says so.
    """
    with pytest.raises(ConfigurationError, match=f"^{operation.id} needs no strong"):
        adapter_for(pipeline, operation)


def test_an_api_without_sca_has_no_adapters() -> None:
    """
    The error names the API.
    """
    without = structs.replace(PIPELINE, api=structs.replace(PIPELINE.api, sca=None))
    with pytest.raises(ConfigurationError, match="has no strong customer authentication"):
        sca_config(without)
