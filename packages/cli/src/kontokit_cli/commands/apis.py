"""
``kontokit apis``: what is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click

from ..groups import command
from ..options import options_of

__all__ = ["apis"]

FIELDS: Final = (
    *("name", "title", "version", "reads", "pays", "web_form", "webhooks", "operations"),
    *("profiles", "trouble"),
)
_EXAMPLES: Final = """\b
  kontokit apis
  kontokit apis --json
  kontokit apis --fields name,version
"""


@command("apis", help=f"List the installed APIs and what each can do.\n\n{_EXAMPLES}")
@click.pass_context
def apis(ctx: click.Context) -> None:
    """List the installed APIs."""
    from ..config_file import read_config
    from ..output.columns import Column, Shape
    from ..output.writer import write_rows
    from ..providers import installed

    options = options_of(ctx)
    titles = {"name": "API", "title": "TITLE", "version": "VERSION", "reads": "ACCOUNTS"}
    more = {"pays": "PAYMENTS", "web_form": "WEB FORM", "webhooks": "WEBHOOKS"}
    more |= {"profiles": "PROFILES", "trouble": "TROUBLE"}
    columns = [Column(title=title, field=name) for name, title in (titles | more).items()]
    profiles = read_config().get("profiles", {})
    rows = [_row(one, profiles) for one in installed()]
    write_rows(rows, Shape(fields=FIELDS, columns=columns), options)
    if not rows and not options.is_for_programs:
        click.echo("none installed; begin with: pip install kontokit-finapi-access", err=True)


def _row(one: Any, profiles: Mapping[str, Any]) -> dict[str, Any]:
    from ..apis import find_actions

    found = one.provider
    actions = find_actions(one.name)
    return {
        "name": one.name,
        "title": None if found is None else found.title,
        "version": one.version,
        "reads": None if found is None else found.reads_accounts,
        "pays": actions is not None and actions.pays,
        "web_form": actions is not None and actions.form_api is not None,
        "webhooks": None if found is None else found.has_webhooks,
        "operations": None if found is None else len(found.operations),
        "profiles": [name for name, table in profiles.items() if table.get("api") == one.name],
        "trouble": None if one.trouble is None else f"broken: {one.trouble}",
    }
