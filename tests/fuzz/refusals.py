"""Refusals of what the description allows that are right, since no schema can say what they are about.

Each is of one parameter or one sort of problem, and stands here with its reason; any other refusal of data that the
description allows is a failure, and so is any other answer of the 500s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from schemathesis import Case
from schemathesis.core.failures import AcceptedNegativeData, Failure, ServerError
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.openapi.checks import RejectedPositiveData

MULTIPART: Final = "multipart/form-data"
#: Parameter → why a value that looks right may be refused. None: on every operation.
_OPAQUE: Final = "a place is opaque: which there are is known from answers alone"
_OF_PARAMETERS: Final[Mapping[tuple[str | None, str], str]] = {
    (None, "after"): _OPAQUE,
    (None, "columns_after"): _OPAQUE,
    (None, "q"): "what counts as a letter is for folding to say, in every script",
    ("get_path", "to"): "a schema cannot say that two parameters differ",
    (None, "avoid"): "a schema cannot say that two parameters differ",
    ("get_statistics_by_by", "region"): "a schema cannot say for which rows a parameter may be given",
    ("get_pairings", "learner"): "a schema cannot say that one of two parameters is given, and not both",
    ("get_pairings", "practice"): "whether a city is known to want anything is for the graph to say",
    ("get_cities_by_id_mentors", "practice"): "whether a city is known to want anything is for the graph to say",
    ("get_matrix_cell", "city"): "a schema cannot say that one of two parameters is given, and not both",
    ("get_cities_by_id_next_practices", "algorithm"): "whether enough is known to learn from is for the graph to say",
    ("get_pairings_brief", "learner"): "a schema cannot say that one of two parameters is given, and not both",
    ("get_pairings_brief", "mentor"): "whether a city is a candidate is for the graph to say",
    **dict.fromkeys(
        ((operation, "day") for operation in ("post_pairings_records", "post_pairings_records_by_pairing_stages")),
        "which days are still to come, or before the last change, no schema can say",
    ),
    ("post_shares", "last_day"): "which days are over, or too far away, no schema can say",
    ("post_pairings_records", "mentor"): "a schema cannot say that two members differ",
    ("post_pairings_records", "audience"): "who may see what it names is for the graph to say",
    ("post_pairings_records_by_pairing_stages", "audience"): "a pairing is not opened, and who may see what is data",
    ("post_pairings_records_by_pairing_stages", "led_to"): "whether it is named depends on the stage",
    ("put_datasets_by_dataset_records_by_id", "id"): "a schema cannot say that the body has the id of the address",
    (
        "post_datasets_by_dataset_records_by_id_restore",
        "id",
    ): "whether it was withdrawn depends on what was done before",
}


def is_right(failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether the answer is one of those that are meant to be so."""
    if isinstance(failure, RejectedPositiveData):
        rules = (_of_a_parameter, _of_the_data, _of_the_revision, _of_files, _of_the_length, _of_the_number)
        return any(rule(case, response) for rule in rules)
    if isinstance(failure, AcceptedNegativeData):
        return _is_a_job(case, response)
    return isinstance(failure, ServerError) and _is_made(case, response)


def _of_a_parameter(case: Case[Any], response: Response) -> bool:
    told, operation = _problem(response), case.operation.definition.raw["operationId"]
    parameter = told.get("parameter")
    others = [fault for fault in told.get("errors", ()) if fault["parameter"] != parameter]
    known = (None, parameter) in _OF_PARAMETERS or (operation, parameter) in _OF_PARAMETERS
    return response.status_code == 422 and known and not others


def _of_the_data(_case: Case[Any], response: Response) -> bool:
    """Records have rules between them: what they refer to has to be there, evidence has to be cited, and so on."""
    return response.status_code == 422 and bool(_problem(response).get("problems"))


def _of_the_revision(case: Case[Any], response: Response) -> bool:
    """If-Match is a condition, not data: only one value of it fits at a time."""
    return response.status_code == 412 and "if-match" in case.headers


def _of_files(case: Case[Any], response: Response) -> bool:
    """What the files of a form are called and hold, two of them together too, cannot be described."""
    return response.status_code == 400 and case.media_type == MULTIPART and _problem(response)["parameter"] == "body"


def _of_the_length(_case: Case[Any], response: Response) -> bool:
    """Address and headers together have a greatest length, which cannot be said of one of them."""
    return response.status_code == 431


def _of_the_number(case: Case[Any], response: Response) -> bool:
    """Records that are changed and those that are withdrawn have a greatest number together."""
    operation = case.operation.definition.raw["operationId"]
    return response.status_code == 413 and operation == "post_datasets_by_dataset_records"


def _is_a_job(case: Case[Any], response: Response) -> bool:
    """Who prefers a job gets one before anything looks at what he sent; the job tells what is wrong with it."""
    body = case.meta is not None and case.meta.is_negative_at(ParameterLocation.BODY)
    return response.status_code == 202 and body and "respond-async" in case.headers.get("prefer", "")


def _is_made(case: Case[Any], response: Response) -> bool:
    """Dumps of a new revision are made beside the questions; until they are there, 503 says when to come again."""
    return response.status_code == 503 and case.path.startswith("/v1/dumps") and "retry-after" in response.headers


def _problem(response: Response) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(response.content)
    return told
