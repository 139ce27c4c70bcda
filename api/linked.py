"""One address, several forms: the route that chooses a form and says where the others are."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import MutableHeaders

from practice_atlas.api.addresses import base_of
from practice_atlas.api.errors import NotModifiedError
from practice_atlas.api.negotiating import Form, best
from practice_atlas.api.problems import problem
from practice_atlas.api.site import moment_of

HTML: Final = Form("html", "HTML", ("text/html", "application/xhtml+xml"))
JSON: Final = Form("json", "JSON", ("application/json",))
JSONLD: Final = Form("jsonld", "JSON-LD", ("application/ld+json",))
TURTLE: Final = Form("ttl", "Turtle", ("text/turtle", "application/x-turtle"))
NTRIPLES: Final = Form("nt", "N-Triples", ("application/n-triples", "text/plain"))


class LinkedRoute(APIRoute):
    """A route whose last path parameter may end in the name of a form; without, the Accept header decides.

    The route's function finds the form in `request.state.form`. Subclasses say which forms there are, the first being
    given to whoever takes anything.
    """

    forms: ClassVar[Sequence[Form]] = (HTML, JSON, JSONLD, TURTLE, NTRIPLES)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Chooses the form, has the answer made, and adds what says that there are others."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            path, named = self._named(request)
            accept = ", ".join(request.headers.getlist("accept")) or None
            form = named or best(accept, self.forms)
            if form is None:
                response: Response = self._not_acceptable(request, path)
            else:
                request.state.form = form.name
                try:
                    response = await answer(request)
                except NotModifiedError:
                    response = Response(status_code=304)
            if response.status_code in (200, 304, 406):
                self._link(request, response.headers, path, form, named=named is not None)
            return response

        return handler

    def _named(self, request: Request) -> tuple[str, Form | None]:
        """The address without the name of a form, which is taken off the path parameter too, and that form."""
        path = request.url.path
        for form in self.forms:
            ending = f".{form.name}"
            if path.endswith(ending):
                for name, value in request.path_params.items():
                    if path.endswith(f"/{value}"):
                        request.path_params[name] = value.removesuffix(ending)
                return path.removesuffix(ending), form
        return path, None

    def _link(self, request: Request, headers: MutableHeaders, path: str, form: Form | None, *, named: bool) -> None:
        base = base_of(request)
        links = [f'<{base}{path}>; rel="canonical"']
        then = query_of(moment_of(request).items())
        links += [f'<{base}{path}.{other.name}{then}>; rel="alternate"; type="{other.types[0]}"' for other in self.forms
                  if other is not form]  # fmt: skip
        headers["Link"] = ", ".join(links)
        if not named:
            headers.add_vary_header("Accept")
            if form is not None:
                headers["Content-Location"] = f"{path}.{form.name}{query_of(request.query_params.multi_items())}"

    def _not_acceptable(self, request: Request, path: str) -> Response:
        offered = ", ".join(form.types[0] for form in self.forms)
        told = problem(
            406,
            f"None of the forms that you accept is there. There are: {offered}.",
            fix=f"Send one of these in Accept, or ask for {path}.{self.forms[-1].name}.",
            suggestions=tuple(f"{base_of(request)}{path}.{form.name}" for form in self.forms),
        )
        content = told.model_dump_json(exclude_defaults=True)
        return Response(content, 406, {"Cache-Control": "no-store"}, media_type="application/problem+json")


def query_of(items: Iterable[tuple[str, str]]) -> str:
    """These parameters as the end of an address, written anew: nothing that was sent gets into a header as it is."""
    asked = urlencode(list(items))
    return f"?{asked}" if asked else ""
