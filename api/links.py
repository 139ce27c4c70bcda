"""Where an answer leads: OpenAPI links, from what was told to what can be asked about it next.

They are of what is in the answer: the first row of a list to all that is known of it, `next` to the next page, a job to
how it stands. Clients that are made from the description follow them; so do the tests that go through the interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from practice_atlas.graph.tables.facets import LISTED
from practice_atlas.ontology.model import BY_KIND

_SAME_ID: Final = {"id": "$request.path.id"}
_SAME_RECORD: Final = {"dataset": "$request.path.dataset", "id": "$request.path.id"}
_AROUND: Final = {
    "neighbourhood": "get_entities_by_id_neighbourhood",
    "missing": "get_entities_by_id_missing",
    "timeline": "get_entities_by_id",
}
_PUT, _WITHDRAW = "put_datasets_by_dataset_records_by_id", "delete_datasets_by_dataset_records_by_id"
_RESTORE: Final = "post_datasets_by_dataset_records_by_id_restore"
#: Whatever is written may be answered with a job.
_WRITING: Final = (
    "post_datasets_check", "post_datasets_load", "post_datasets_by_dataset_records", _PUT, _WITHDRAW, _RESTORE,
)  # fmt: skip

#: Name of the link, status and operation that it starts from, operation that it leads to, and its parameters.
Link = tuple[str, str, str, str, dict[str, str]]


def add_links(described: dict[str, Any]) -> None:
    """Writes the links into the description."""
    operations = {told["operationId"]: told for methods in described["paths"].values() for told in methods.values()}
    for name, status, start, end, parameters in _links():
        answer = operations[start]["responses"][status]
        answer.setdefault("links", {})[name] = {"operationId": end, "parameters": parameters}


def _links() -> Iterator[Link]:
    for kind in LISTED:
        yield from _of_kind(kind, BY_KIND[kind].table)
    for name in ("lineage", "diffusion"):
        end = f"get_practices_by_id_{name}"
        yield name, "200", "list_practices", end, {"id": _body("rows/0/thing/id")}
        yield "page", "200", end, end, {**_SAME_ID, "after": _body("next")}
    yield "thing", "200", "get_search", "get_entities_by_id", {"id": _body("hits/0/thing/id")}
    yield "thing", "200", "get_evidence_by_id", "get_entities_by_id", {"id": _body("supports/0/id")}
    yield "thing", "200", "get_quality_entities", "get_entities_by_id_quality", {"id": _body("entities/0/thing/id")}
    yield "thing", "200", "get_reconcile_suggest_entity", "get_reconcile_preview", {"id": _body("result/0/id")}
    yield "page", "200", "get_pairings_records", "get_pairings_records", {"after": _body("next")}
    one = {"pairing": _body("pairings/0/id")}
    yield "one", "200", "get_pairings_records", "get_pairings_records_by_pairing", one
    made = {"pairing": _body("pairing/id")}
    yield "one", "201", "post_pairings_records", "get_pairings_records_by_pairing", made
    yield "next", "201", "post_pairings_records", "post_pairings_records_by_pairing_stages", made
    yield "page", "200", "get_reminders", "get_reminders", {"after": _body("next")}
    yield "revoke", "201", "post_shares", "delete_shares_by_share", {"share": _body("share/id")}
    yield "revoke", "200", "get_shares", "delete_shares_by_share", {"share": _body("shares/0/id")}
    yield from _of_revisions()
    yield from _of_writing()


def _of_kind(kind: str, plural: str) -> Iterator[Link]:
    listing = f"list_{plural}"
    yield "page", "200", listing, listing, {"after": _body("next")}
    if kind == "flow":
        yield "one", "200", listing, "get_entities_by_id", {"id": _body("flows/0/record")}
        return
    one = "get_evidence_by_id" if kind == "evidence" else f"get_{kind}"
    yield "one", "200", listing, one, {"id": _body("rows/0/thing/id")}
    if kind != "evidence":
        for name, end in _AROUND.items():
            yield name, "200", one, end, {"id": _body("thing/id")}


def _of_revisions() -> Iterator[Link]:
    yield "one", "200", "get_revisions", "get_revisions_by_number", {"number": _body("rows/0/number")}
    yield "page", "200", "get_revisions", "get_revisions", {"after": _body("next")}
    yield "then", "200", "get_revisions_by_number", "get_health", {"known_at": _body("number")}
    file = {"revision": _body("revision"), "file": _body("dumps/0/name")}
    yield "file", "200", "get_dumps", "get_dumps_by_revision_by_file", file


def _of_writing() -> Iterator[Link]:
    yield "one", "200", "get_jobs", "get_jobs_by_job", {"job": _body("0/id")}
    for start in _WRITING:
        yield "job", "202", start, "get_jobs_by_job", {"job": _body("id")}
    yield "revision", "200", "post_datasets_load", "get_revisions_by_number", {"number": _body("revision")}
    for start in (_PUT, _RESTORE):
        yield "thing", "200", start, "get_entities_by_id", _SAME_ID
        yield "withdraw", "200", start, _WITHDRAW, _SAME_RECORD
    yield "restore", "200", _WITHDRAW, _RESTORE, _SAME_RECORD


def _body(pointer: str) -> str:
    return f"$response.body#/{pointer}"
