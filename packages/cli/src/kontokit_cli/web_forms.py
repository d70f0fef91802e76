"""
Pages of the provider that are an API of their own, with a client for the same user.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from . import flow_notes
from .apis import find_actions
from .failures import NotSetUp
from .providers import find_provider, installed_names
from .session import Session

__all__ = ["form_session", "session_of_flow"]


@contextmanager
def form_session(session: Session, api: str) -> Generator[Session]:
    """
    A session of an API with forms, for the user of another session.

    Raises:
        NotSetUp: The package of the API is not installed.
    """
    if api not in installed_names():
        extra = api.replace("_", "-")
        raise NotSetUp(
            "the package with web forms is not installed",
            next_step=f"pip install 'kontokit-cli[{extra}]'",
        )
    with session.open_other(api) as client:
        yield replace(session, provider=find_provider(api), client=client, polls_forms=True)


@contextmanager
def session_of_flow(session: Session, flow_id: str) -> Generator[Session]:
    """
    The session with whose client a flow was begun: this one, or one of forms.

    Raises:
        NotThere: There is no such flow.
    """
    api = flow_notes.note_of(session, flow_id)["api"]
    actions = find_actions(session.provider.name)
    if actions is not None and api == actions.form_api:
        with form_session(session, api) as forms:
            yield forms
    else:
        yield session
