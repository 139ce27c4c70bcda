"""Reads data sets in every format, resolves names, checks everything, and reports all problems at once."""

from practice_atlas.loaders.checked import Checked, KnownIdentity, Passage
from practice_atlas.loaders.evidence.coverage import Coverage, SourceCoverage, Uncovered, coverage
from practice_atlas.loaders.formats.json_text import JsonRefusal, json_value
from practice_atlas.loaders.formats.written import WrittenRecord
from practice_atlas.loaders.read import read_dataset, read_records
from practice_atlas.loaders.reports.as_json import coverage_as_json, problems_as_json
from practice_atlas.loaders.reports.in_workbook import annotate_workbook
from practice_atlas.loaders.reports.terminal import coverage_report, problems_table
from practice_atlas.loaders.writing.template import TemplateFormat, write_template
from practice_atlas.loaders.writing.write import DatasetFormat, write_dataset
from practice_atlas.ontology.progress import Progress, silent

__all__ = [
    "Checked",
    "Coverage",
    "DatasetFormat",
    "JsonRefusal",
    "KnownIdentity",
    "Passage",
    "Progress",
    "SourceCoverage",
    "TemplateFormat",
    "Uncovered",
    "WrittenRecord",
    "annotate_workbook",
    "coverage",
    "coverage_as_json",
    "coverage_report",
    "json_value",
    "problems_as_json",
    "problems_table",
    "read_dataset",
    "read_records",
    "silent",
    "write_dataset",
    "write_template",
]
