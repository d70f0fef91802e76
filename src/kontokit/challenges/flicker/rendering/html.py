"""
The blinking bars as a piece of HTML, with buttons, keys and the way without blinking beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final
from zlib import crc32

import attrs

from ..messages import Messages, manual_steps, messages
from ..parsing.fields import Fields
from .frames import HZ, WIDTH_MM, Frame, check_within, frames
from .svg import draw, moving, still


@attrs.frozen(kw_only=True)
class Look:
    """
    How the page is to look and behave; see ``FlickerCode.to_html``.
    """

    hz: float
    width_mm: float
    autoplay: bool
    script: bool
    nonce: str | None
    lang: str

    @property
    def nonce_attribute(self) -> str:
        """
        The attribute for ``style`` and ``script``, with a blank before it, or nothing.
        """
        return "" if self.nonce is None else f' nonce="{escape(self.nonce)}"'


def to_html(wire: str, fields: Fields, look: Look) -> str:
    """
    Draw one pass as a ``section`` that needs nothing else.

    Args:
        wire: A code in wire form.
        fields: What the code says.
        look: How the page is to look and behave.

    Raises:
        ArgumentError: The speed, the width or the language is out of its limits.
    """
    check_within(look.hz, HZ, "hz")
    said, steps = messages(look.lang), frames(wire)
    advice = [*said.advice, said.adjusting if look.script else said.zooming]
    shown = _scripted(steps, said, look) if look.script else _unscripted(wire, steps, said, look)
    return (
        f'<section class="kontokit-flicker" lang="{look.lang}" aria-label="{escape(said.title)}"'
        f"{_settings(steps, said, look) if look.script else ''}>"
        f"<style{look.nonce_attribute}>{_STYLE}{'' if look.script else _toggling(look)}</style>"
        f'<p class="kontokit-warning">{escape(said.warning)}</p>{shown}'
        f"{_list('ul', advice)}<details open><summary>{escape(said.manual)}</summary>"
        f"{_list('ol', manual_steps(fields, look.lang))}</details>"
        f"{f'<script{look.nonce_attribute}>{_SCRIPT}</script>' if look.script else ''}</section>"
    )


def _settings(steps: Iterable[Frame], said: Messages, look: Look) -> str:
    settings = {
        "frames": " ".join("".join(map(str, frame)) for frame in steps),
        "hz": f"{look.hz:g}",
        "hz-limits": "{} {}".format(*HZ),
        "mm": f"{look.width_mm:g}",
        "mm-limits": "{} {}".format(*WIDTH_MM),
        "autoplay": "true" if look.autoplay else "false",
        "start": said.start,
        "stop": said.stop,
    }
    return "".join(f' data-{name}="{escape(value)}"' for name, value in settings.items())


def _scripted(steps: tuple[Frame, ...], said: Messages, look: Look) -> str:
    picture = draw(still(steps[0]), width_mm=look.width_mm, title=said.title)
    labels = {
        "run": said.start,
        "smaller": f"{said.smaller} −",
        "larger": f"{said.larger} +",
        "slower": f"{said.slower} ←",
        "faster": f"{said.faster} →",
    }
    buttons = "".join(
        f'<button type="button" data-do="{name}">{escape(label)}</button>'
        for name, label in labels.items()
    )
    return (
        f'<div class="kontokit-field" tabindex="0">{picture}</div>'
        f'<p class="kontokit-buttons" role="group" aria-label="{escape(said.buttons)}" hidden>'
        f'{buttons}<output></output></p><p class="kontokit-keys" hidden>{escape(said.keys)}</p>'
    )


def _unscripted(wire: str, steps: tuple[Frame, ...], said: Messages, look: Look) -> str:
    """
    A picture that always blinks, hidden until a checkbox is ticked: no script can be needed.
    """
    picture = draw(moving(steps, look.hz), width_mm=look.width_mm, title=said.title)
    name = f"kontokit-run-{crc32(wire.encode()):08x}"
    return (
        f'<input type="checkbox" id="{name}"><label for="{name}">{escape(said.toggle)}</label>'
        f'<div class="kontokit-field">{picture}</div>'
    )


def _toggling(look: Look) -> str:
    picture = "~.kontokit-field svg{visibility:hidden}"
    hidden = f".kontokit-flicker>input:not(:checked){picture}"
    if not look.autoplay:
        return hidden
    return (
        f"@media (prefers-reduced-motion:reduce){{{hidden}}}"
        "@media not all and (prefers-reduced-motion:reduce)"
        f"{{.kontokit-flicker>input:checked{picture}}}"
    )


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{kind}>"


_STYLE: Final = (
    ".kontokit-flicker{font-family:sans-serif;line-height:1.4;max-width:40em}"
    ".kontokit-field{background:#000;overflow-x:auto;padding:4mm}"
    ".kontokit-field svg{display:block;margin:0 auto}"
    ".kontokit-field:focus-visible{outline:3px solid #06c;outline-offset:2px}"
    ".kontokit-buttons{display:flex;flex-wrap:wrap;gap:.5em;align-items:center}"
    ".kontokit-buttons[hidden]{display:none}"
    ".kontokit-buttons button{font:inherit;padding:.4em .8em}"
    ".kontokit-warning{font-weight:bold}"
    ".kontokit-flicker li{overflow-wrap:anywhere}"
)

# No frame is ever left out, however late the browser calls: a reader would lose its place.
_SCRIPT: Final = """
(() => {
  "use strict";
  const root = document.currentScript.closest(".kontokit-flicker");
  const data = root.dataset;
  const frames = data.frames.split(" ");
  const bars = root.querySelectorAll(".kontokit-bar");
  const picture = root.querySelector("svg");
  const output = root.querySelector("output");
  const run = root.querySelector("[data-do=run]");
  const stored = "kontokit-flicker";
  const limits = { hz: data.hzLimits.split(" "), mm: data.mmLimits.split(" ") };
  const set = { hz: Number(data.hz), mm: Number(data.mm) };
  let running = false, index = 0, due = 0;

  const within = (value, [low, high]) => Math.min(Math.max(value, Number(low)), Number(high));
  const say = (value, unit) =>
    value.toLocaleString(root.lang, { maximumFractionDigits: 1 }) + " " + unit;

  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(stored)) || {};
      for (const name of ["hz", "mm"]) {
        if (Number.isFinite(kept[name])) set[name] = within(kept[name], limits[name]);
      }
    } catch { /* nothing is remembered here */ }
  }

  function adjust(name, value) {
    set[name] = within(value, limits[name]);
    try { localStorage.setItem(stored, JSON.stringify(set)); } catch { /* as above */ }
    apply();
  }

  function apply() {
    picture.style.width = set.mm + "mm";
    picture.style.height = set.mm / 2 + "mm";
    output.textContent = say(set.mm, "mm") + ", " + say(set.hz, "Hz");
  }

  function tick(now) {
    if (!running) return;
    if (now >= due - 1) {
      const frame = frames[index];
      bars.forEach((bar, at) => bar.setAttribute("fill", frame[at] === "1" ? "#fff" : "#000"));
      index = (index + 1) % frames.length;
      due = Math.max(due + 1000 / set.hz, now + 500 / set.hz);
    }
    requestAnimationFrame(tick);
  }

  const actions = {
    run() {
      running = !running;
      run.textContent = running ? data.stop : data.start;
      if (running) requestAnimationFrame((now) => { due = now; tick(now); });
    },
    smaller() { adjust("mm", set.mm - 2); },
    larger() { adjust("mm", set.mm + 2); },
    slower() { adjust("hz", set.hz * 0.95); },
    faster() { adjust("hz", set.hz / 0.95); },
  };
  const keys = {
    " ": "run", "+": "larger", "-": "smaller", ArrowLeft: "slower", ArrowRight: "faster",
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
  });
  root.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    const native = event.key === " " && event.target.closest("button, summary");
    if (!action || native || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    actions[action]();
  });

  remembered();
  apply();
  for (const hidden of root.querySelectorAll("[hidden]")) hidden.hidden = false;
  if (data.autoplay === "true" && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    actions.run();
  }
})();
"""
