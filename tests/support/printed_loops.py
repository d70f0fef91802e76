"""
The loops that the guide to SCA prints, and a person who acts by a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from kontokit.sca import Challenge, Choice, Redirect, Step
from kontokit_sandbox import Sandbox

PAGES: Final = ("sca.md", "sca-unknown.md")
_DOCS: Final = Path(__file__).parents[2] / "docs"
_BLOCK: Final = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MOST_TURNS: Final = 40
"""More is an endless loop: no scenario needs so many."""


def printed(definition: str) -> str:
    """
    The block of the guide with a definition.

    Args:
        definition: A line of it, such as ``def complete(``.
    """
    (block,) = (
        one
        for page in PAGES
        for one in _BLOCK.findall((_DOCS / page).read_text("utf-8"))
        if re.search(f"^{re.escape(definition)}", one, re.MULTILINE)
    )
    return str(block)


def loaded(block: str, **names: Any) -> dict[str, Any]:
    """
    What a block defines, without the example that follows its functions.

    Args:
        names: What the block finds instead of the builtins.
    """
    names["__name__"] = "printed"
    exec(compile(block.partition("\nwith ")[0], "guide", "exec"), names)
    return names


@attrs.frozen(kw_only=True)
class Script:
    """
    What a person does.
    """

    choices: tuple[str, ...] = ()
    """Ids or names of methods and media, one after the other; then the first one offered."""
    typed: tuple[str, ...] = ()
    """What is typed, one after the other; then nothing more, and the person stops."""
    visits: tuple[Mapping[str, str] | str | None, ...] = ()
    """
    What is added to the address of a page, or a text that is pasted instead, or None for a page
    that is never opened; one after the other, and then the last one. ``back`` is where a page leads
    that sends no browser back.
    """
    agrees: Mapping[str, tuple[bool, ...]] = {}
    """A word of the question → the answers, one after the other; then no."""


class ScriptedPerson:
    """
    Acts by a script, and fails the test if it is asked too often.
    """

    def __init__(self, script: Script, sandbox: Sandbox | None) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.stopped: type[Exception] = EOFError
        """What is raised to cancel; the printed loop has its own."""
        self._sandbox = sandbox
        self._choices = list(script.choices)
        self._typed = list(script.typed)
        self._visits = list(script.visits) or [{}]
        self._agrees = {word: list(replies) for word, replies in script.agrees.items()}
        self._turns = 0

    def choose(self, step: Step, choices: Iterable[Choice]) -> Choice:
        self._take_turn(step)
        offered = list(choices)
        wanted = self._choices.pop(0) if self._choices else offered[0].id
        return next(one for one in offered if wanted in (one.id, one.name))

    def type_answer(self, step: Challenge) -> str:
        self._take_turn(step)
        assert step.text, "the user does not see what to type"
        return self.type_line(step.text)

    def type_line(self, prompt: str) -> str:
        self._take_turn(prompt)
        if not self._typed:
            raise self.stopped
        return self._typed.pop(0)

    def visit(self, step: Redirect) -> str | None:
        self._take_turn(step)
        act = self._visits.pop(0) if len(self._visits) > 1 else self._visits[0]
        if act is None or isinstance(act, str):
            return act
        assert step.url is not None
        assert self._sandbox is not None
        query = {name: value for name, value in act.items() if name != "back"}
        return self._sandbox.visit(step.url, **query).location or act.get("back")

    def agrees(self, question: str) -> bool:
        self._take_turn(question)
        self.asked.append(question)
        replies = [self._agrees[word] for word in self._agrees if word in question]
        return bool(replies and replies[0]) and replies[0].pop(0)

    def tell(self, text: str) -> None:
        self._take_turn(text)
        assert text.strip(), "the user is told nothing"
        self.told.append(text)

    def _take_turn(self, shown: object) -> None:
        self._turns += 1
        assert self._turns <= _MOST_TURNS, f"the loop spins: {shown}"


class AsyncPerson:
    """
    The same person, whose methods are coroutines.
    """

    def __init__(self, person: ScriptedPerson) -> None:
        self._person = person

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._person, name)

        async def call(*args: Any) -> Any:
            return method(*args)

        return call
