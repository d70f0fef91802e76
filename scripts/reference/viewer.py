"""
The interactive view of an OpenAPI document: Swagger UI, with everything it needs beside it.

The document is put into a script, so that the view fetches nothing and works from a folder too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from scripts.reference.sources import Api

PAGE = """---
hide: [toc]
---

# OpenAPI document of {title}

The source [openapi.yaml](openapi.yaml) and an interactive view, also
[on a page of its own](viewer.html). The view sends no requests.

<iframe class="viewer" src="viewer.html" title="OpenAPI document of {title}"></iframe>
"""
VIEW = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="connect-src 'none'; form-action 'none'">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../viewer/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="../viewer/swagger-ui-bundle.js"></script>
<script src="document.js"></script>
<script src="../viewer/viewer.js"></script>
</body>
</html>
"""
_SHIPPED = ("javascripts/swagger-ui-bundle.js", "stylesheets/swagger-ui.css", "LICENSE", "NOTICE")


def document_page(api: Api) -> str:
    """
    Make the page that shows the view in the frame of the site.
    """
    return PAGE.format(title=api.title)


def view(api: Api) -> Iterator[tuple[str, str]]:
    """
    Make the files of the view: their places in the package's folder, and their content.
    """
    yield "viewer.html", VIEW.format(title=api.title)
    yield "document.js", f"window.openapi = {json.dumps(api.document, default=str)};\n"
    yield "openapi.yaml", (api.specification / "openapi.yaml").read_text("utf-8")


def shared_files() -> Iterator[tuple[str, str]]:
    """
    Give what all views share: Swagger UI as a package ships it, and how it is set up.
    """
    shipped = files("mkdocs_swagger_ui_tag") / "swagger-ui"
    for name in _SHIPPED:
        text = (shipped / name).read_text("utf-8")
        yield f"viewer/{name.rpartition('/')[2]}", text
    yield "viewer/viewer.js", Path(__file__).with_name("viewer.js").read_text("utf-8")
