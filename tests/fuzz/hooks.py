"""What Schemathesis is told about this interface: formats that it does not know, and values that mean something here.

It reads the description as any client does. Values of the sample are offered beside all others that the description
allows, so that questions find things and records can be written; what is allowed stays the same.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis import strategies as st
from openpyxl import Workbook
from schemathesis import Case, HookContext
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.transport import SerializationContext

from practice_atlas.api.writing.uploads import XLSX
from tests.fuzz.known import BODIES, PUT, offered, values_of
from tests.fuzz.refusals import is_right
from tests.support.sample import ROWS

FORM = "application/x-www-form-urlencoded"
_DAYS = st.dates(max_value=date(9000, 1, 1)).map(str)
_MONTHS = _DAYS.map(lambda day: day[:7])
_YEARS = _DAYS.map(lambda day: day[:4])
_SINCE = st.tuples(_YEARS, _YEARS).map(lambda years: "/".join(sorted(years)))

#: Dates with a last day, as `as_of` takes them.
schemathesis.openapi.format("edtf", st.one_of(_DAYS, _MONTHS, _YEARS, _SINCE, _YEARS.map(lambda year: f"{year}~")))


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:  # noqa: ARG001  its signature
    """Offers what is known beside whatever else is allowed."""
    for path, methods in raw_schema["paths"].items():
        for told in methods.values():
            for item in told.get("parameters", ()):
                values = values_of(path, item["name"])
                if values and "schema" in item:
                    item["schema"] = offered(item["schema"], values)
            bodies = BODIES.get(told["operationId"], ())
            for kind, content in told.get("requestBody", {}).get("content", {}).items():
                if bodies and kind in ("application/json", "application/yaml"):
                    content["schema"] = offered(content["schema"], bodies)


@schemathesis.hook
def map_case(context: HookContext, case: Case[Any]) -> Case[Any]:  # noqa: ARG001  its signature
    """A known record is sent to its own address."""
    known = ROWS if case.operation.definition.raw["operationId"] == PUT else ()
    record = next((row for row in known if row == case.body), None)
    if record and case.meta and case.meta.generation.mode.is_positive:
        case.path_parameters["id"] = record["id"]
    return case


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:  # noqa: ARG001
    """What is refused rightly is no failure."""
    return not is_right(failure, case, response)


@schemathesis.serializer(FORM)
def form(context: SerializationContext, value: object) -> bytes:
    """Forms whose fields hold JSON, as `encoding` in the description says; Schemathesis would take them apart."""
    fields = context.case.body
    if not isinstance(fields, dict):
        return value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlencode({name: json.dumps(item) for name, item in fields.items()}, errors="surrogatepass").encode()


@cache
def _workbook(rows: int) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "cities"
    sheet.append(["id", "name", "country"])
    for number in range(rows):
        sheet.append([f"city:place-{number}", f"Place {number}", "country:lb"])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@cache
def _zip(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("cities.yaml", text)
    return file.getvalue()


schemathesis.openapi.media_type(XLSX, st.integers(0, 3).map(_workbook))
schemathesis.openapi.media_type("application/zip", st.text(max_size=200).map(_zip))
