"""CSV as spreadsheets write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.loaders import Checked, read_dataset
from tests.loaders.small import rules

_DATASET = "id,title,publisher,licence,version\nsmall,Small,Practice Atlas,CC0-1.0,1\n"


def _check(folder: Path, cities: bytes, **more: str) -> Checked:
    (folder / "dataset.csv").write_text(_DATASET)
    (folder / "cities.csv").write_bytes(cities)
    for name, text in more.items():
        (folder / f"{name}.csv").write_text(text)
    return read_dataset(folder)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_write_is_read(mark: str, end: str, bom: bytes, tmp_path: Path) -> None:
    rows = [["ID", "Name", "names", "Country", ""], ["city:saida-lb", "Saida", '"صيدا@ar; Sidon@en"', "LB", ""]]

    checked = _check(tmp_path, bom + end.join(mark.join(row) for row in rows).encode())

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.records["city:saida-lb"].plain()["names"] == ["صيدا@ar", "Sidon@en"]


def test_lines_are_those_of_the_file_also_after_cells_with_line_breaks(tmp_path: Path) -> None:
    cities = b'id,name,country,note\n\ncity:a,A,country:lb,"one\ntwo"\ncity:b,B,country:yy,\n'

    checked = _check(tmp_path, cities)

    assert [(p.place.line, p.place.column) for p in checked.problems] == [(5, "country")]


def test_the_help_row_of_a_template_is_passed_over(tmp_path: Path) -> None:
    checked = _check(tmp_path, b"id,name,country\n#help The id.,The name.,The country.\ncity:a,A,country:lb\n")

    assert checked.dataset is not None
    assert list(checked.dataset.records) == ["city:a"]


def test_a_record_without_parts_that_could_not_be_read_is_not_reported_again(tmp_path: Path) -> None:
    checked = _check(
        tmp_path,
        b"id,name,country\ncity:a,A,country:lb\n",
        people="id,name,evidence\nperson:one,One,\n",
        offices='person,role,organisation\nperson:one,"Mayor,city:a\n',
    )

    assert rules(checked) == ["csv.syntax"]


def test_parts_stay_in_the_order_of_their_rows(tmp_path: Path) -> None:
    checked = _check(
        tmp_path,
        b"id,name,country\ncity:a,A,country:lb\n",
        sources="id,title\nsource:one,One\n",
        evidence="id,source,starts,ends,says\nevidence:one,One,In March,took part,They took part.\n",
        people="id,name,evidence\nperson:one,One,evidence:one\nperson:two,Two,evidence:one\n",
        offices="Person,role,organisation\nOne,Mayor,A\nperson:two,Clerk,A\nOne,Chair,A\n",
    )

    assert checked.problems == ()
    assert checked.dataset is not None
    offices = checked.dataset.records["person:one"].plain()["offices"]
    assert [office["role"] for office in offices] == ["Mayor", "Chair"]
