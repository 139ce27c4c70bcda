"""The forms of answers: rows (SELECT, ASK) and triples (CONSTRUCT, DESCRIBE), each with its media types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """One form. `name` is what `format=` takes and what files end in; `media_types` begin with its own."""

    name: str
    media_types: tuple[str, ...]
    writer: QueryResultsFormat | RdfFormat

    @property
    def media_type(self) -> str:
        """What an answer in this form is labelled with."""
        return self.media_types[0]

    @property
    def address(self) -> str:
        """What W3C's register of formats calls it; the library has another address for JSON-LD."""
        return f"http://www.w3.org/ns/formats/{self.writer.iri.rpartition('/')[2]}"


#: In the order in which they are preferred where a caller takes any.
ROWS: Final = (
    Format("json", ("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), QueryResultsFormat.XML),
    Format("csv", ("text/csv",), QueryResultsFormat.CSV),
    Format("tsv", ("text/tab-separated-values",), QueryResultsFormat.TSV),
)
TRIPLES: Final = (
    Format("ttl", ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE),
    Format("nt", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES),
    Format("jsonld", ("application/ld+json", "application/json"), RdfFormat.JSON_LD),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"), RdfFormat.RDF_XML),
)
BY_NAME: Final = {form.name: form for form in (*ROWS, *TRIPLES)}
