"""
From the requests of browsers to those of pages, and from replies to responses.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ..server.page_headers import PAGE_HEADERS
from .rendering import Renderer, root_of
from .request import Language, PageRequest, Reply, SeeOther, language

__all__ = ["page_response", "read_request", "style"]

_STYLE = (files("kontokit_sandbox") / "pages" / "pages.css").read_bytes()


async def read_request(
    request: Request, path_values: Mapping[str, str], page_base: str, default: Language
) -> PageRequest:
    """
    Read a request with its form and its files.

    Args:
        path_values: The values in its path, decoded.
        page_base: The URL below which all pages are.
        default: The language of browsers that name none of ours.
    """
    fields: dict[str, list[str]] = {}
    uploads: dict[str, bytes] = {}
    # The body is kept, so that it can be recorded too.
    await request.body()
    async with request.form(max_files=1, max_fields=100) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = await value.read()
            else:
                fields.setdefault(name, []).append(value)
    query = request.url.query
    return PageRequest(
        method=request.method,
        path=request.scope["raw_path"].decode("ascii"),
        query=query,
        page_base=page_base,
        language=language(query, request.headers.get("accept-language", ""), default),
        fields=fields,
        files={name: content for name, content in uploads.items() if content},
        cookies=request.cookies,
        path_values=path_values,
    )


def page_response(renderer: Renderer, request: PageRequest, reply: Reply) -> Response:
    """
    Render a reply, with the headers of every page.
    """
    if isinstance(reply, SeeOther):
        response = Response(status_code=303)
        response.headers["Location"] = reply.location
    else:
        html = renderer.render(request, reply)
        response = Response(html, reply.status, media_type="text/html")
    response.headers.update(PAGE_HEADERS)
    for name, value in reply.cookies.items():
        path = root_of(request.page_base) + request.path
        response.set_cookie(name, value, path=path, httponly=True, samesite="lax")
    return response


async def style(_: Request) -> Response:
    """
    Serve the stylesheet of all pages.
    """
    # It changes with the version only; a browser may ask again.
    return Response(_STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})
