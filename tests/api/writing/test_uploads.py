"""Data sets as they are sent: every format gives the same graph, and nothing that is sent leads out of its folder."""

from __future__ import annotations

import io
import json
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
import yaml

from practice_atlas.api.writing.unpacking import LARGEST
from practice_atlas.api.writing.uploads import MOST_FILES, XLSX
from practice_atlas.graph.revisions import current_revision
from practice_atlas.loaders import write_dataset
from practice_atlas.ontology.dataset import Dataset
from tests.api.client import Client
from tests.api.writing.editing import JSON, Editing, document, multipart, zip_of, zipped
from tests.support.sample import INFO, records, sample

ZIP = "application/zip"
LOAD = "/v1/datasets/load"
CHECK = "/v1/datasets/check"
#: An encrypted workbook is a compound file with such an entry.
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, str]]:
    """The sample in every form, each with its media type."""
    folder = tmp_path_factory.mktemp("forms")
    write_dataset(sample(), folder / "yaml", "yaml")
    write_dataset(sample(), folder / "csv", "csv")
    write_dataset(sample(), folder / "book.xlsx", "xlsx")
    book, text = (folder / "book.xlsx").read_bytes(), yaml.safe_dump(document(sample()), allow_unicode=True).encode()
    files = {path.name: path.read_bytes() for path in (folder / "yaml").iterdir()}
    return {
        "json": (json.dumps(document(sample())).encode(), "application/json; charset=utf-8"),
        "yaml": (text, "application/yaml"),
        "yaml, old type": (text, "text/x-yaml"),
        "xlsx": (book, XLSX),
        "workbook as zip": (book, ZIP),
        "zip of yaml": (zipped(folder / "yaml"), ZIP),
        "zip of csv in a folder": (zipped(folder / "csv", "my data/"), "application/x-zip-compressed"),
        "multipart of yaml": multipart(files),
        "multipart of csv": multipart({path.name: path.read_bytes() for path in (folder / "csv").iterdir()}),
        "multipart of a workbook": multipart({"My data (2).xlsx": book}),
        "multipart of a zip": multipart({"all.zip": zipped(folder / "yaml")}),
        "multipart of a document": multipart({"all.yml": text}),
    }


FORMS = [
    "json", "yaml", "yaml, old type", "xlsx", "workbook as zip", "zip of yaml", "zip of csv in a folder",
    "multipart of yaml", "multipart of csv", "multipart of a workbook", "multipart of a zip", "multipart of a document",
]  # fmt: skip


def test_every_form_gives_the_same_graph(empty: Client, forms: dict[str, tuple[bytes, str]]) -> None:
    assert set(forms) == set(FORMS)
    editor = Editing(empty)
    first = editor.ask("POST", LOAD, *forms["json"])
    assert (first.status_code, first.json()["revision"]) == (200, 1)
    content = current_revision(empty.app.state.worker._graphs._shared).content if editor.revision() else ""

    for name, (body, kind) in forms.items():
        told = editor.ask("POST", f"{LOAD}?dry_run=true", body, kind)
        assert (name, told.status_code) == (name, 200), told.text
        assert told.json()["counts"] == {"added": 0, "changed": 0, "withdrawn": 0, "unchanged": len(sample().records)}
        checked = editor.ask("POST", CHECK, body, kind)
        assert (name, checked.json()["counts"]) == (name, sample().counts)
    assert editor.ask("POST", LOAD, *forms["xlsx"]).json()["revision"] == 1
    assert content


def test_a_dry_run_before_the_first_load_makes_no_graph(empty: Client, tmp_path: Path) -> None:
    editor = Editing(empty)

    told = editor.load(sample(), "?dry_run=true").json()

    assert (told["counts"]["added"], told["revision"], told["dry_run"]) == (len(sample().records), 0, True)
    assert not (tmp_path / "graph").exists()


def test_a_dry_run_tells_what_the_load_then_does(editor: Editing) -> None:
    changed = sample(without=("waiver:title", "flow:hidden"), changed={"city:bela": {"name": "Béla"}})
    new = Dataset.of(
        INFO, [*changed.records.values(), *records({"id": "city:nova", "name": "N", "country": "country:ly"})]
    )

    dry = editor.load(new, "?dry_run=true").json()
    done = editor.load(new).json()

    assert dry["withdrawn"] == ["flow:hidden", "waiver:title"]
    assert dry["added"] == ["city:nova"]
    assert "city:bela" in dry["changed"]
    assert {name: dry[name] for name in ("added", "changed", "withdrawn", "counts")} == {
        name: done[name] for name in ("added", "changed", "withdrawn", "counts")
    }
    assert (dry["revision"], done["revision"]) == (1, 2)


def test_all_problems_are_told_as_on_the_command_line_and_nothing_is_loaded(editor: Editing) -> None:
    cities = b"- id: city:a\n  name: A\n  country: Atlantis\n- id: city:b\n  nam: B\n  country: country:ly\n"
    body, kind = multipart(
        {"dataset.yaml": yaml.safe_dump(INFO.plain()).encode(), "cities.yaml": cities, "citys.yaml": b"x"}
    )

    for path in (CHECK, LOAD, f"{LOAD}?dry_run=true"):
        refused = editor.ask("POST", path, body, kind)
        assert refused.status_code == 422
        told = refused.json()
        assert (told["status"], told["count"], told["title"]) == (422, len(told["problems"]), "The data break rules")
        assert {(item["file"], item["line"], item["rule"]) for item in told["problems"]} == {
            ("cities.yaml", 3, "country.unknown"),
            ("cities.yaml", 4, "field.missing"),
            ("cities.yaml", 5, "field.unknown"),
            ("citys.yaml", 0, "file.unknown"),
        }
        assert all(item["fix"] and item["message"] for item in told["problems"])
    assert editor.revision() == 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", None, 415),
        (b"{}", "text/plain", 415),
        (b"a,b", "text/csv", 415),
        (b"{}", "application/vnd.ms-excel", 415),
        (b"{", JSON, 422),
        (b"", JSON, 422),
        (b"\xff\xfe{", JSON, 422),
        (b"[1]", JSON, 422),
        (b'{"dataset": {"id": "../../x"}, "records": []}', JSON, 422),
        (b"a: &a [x]\nb: [*a, *a]\n", "application/yaml", 422),
        (b"a: \x00\n", "application/yaml", 422),
        (b"a: !!python/object/apply:os.system [id]\n", "application/yaml", 422),
        (b"[" * 100_000, "application/yaml", 422),
        (b"PK\x03\x04 no zip", ZIP, 422),
        (b"", ZIP, 422),
        (b"no workbook", XLSX, 422),
        (ENCRYPTED, XLSX, 422),
        (b"no form", "multipart/form-data; boundary=x", 400),
        (b"no form", "multipart/form-data", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 400),
    ],
)
def test_what_is_no_data_set(editor: Editing, body: bytes, kind: str | None, status: int) -> None:
    refused = editor.ask("POST", LOAD, body, kind)

    assert refused.status_code == status, refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert (status == 415) == ("accept-post" in refused.headers)
    assert editor.revision() == 1


def test_files_of_a_form_are_in_the_field_that_is_described(editor: Editing) -> None:
    body, kind = multipart({"dataset.yaml": yaml.safe_dump(INFO.plain()).encode()})
    refused = editor.ask("POST", CHECK, body.replace(b'name="file"', b'name="table"'), kind)

    assert refused.status_code == 400
    assert "'table'" in refused.json()["detail"]
    assert "'file'" in refused.json()["fix"]


def test_an_encrypted_workbook_is_named_as_such(editor: Editing) -> None:
    assert [item["rule"] for item in editor.ask("POST", CHECK, ENCRYPTED, XLSX).json()["problems"]] == [
        "xlsx.encrypted"
    ]


def test_a_packed_body_is_not_read(editor: Editing) -> None:
    refused = editor.ask("POST", LOAD, b"x", JSON, **{"Content-Encoding": "gzip"})

    assert refused.status_code == 415


def _linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        entry = zipfile.ZipInfo("cities.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def _locked() -> bytes:
    data = bytearray(zip_of({"cities.yaml": b"x"}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def _lying() -> bytes:
    """A zip whose directory says that the file is small."""
    data = bytearray(zip_of({"cities.yaml": b"- x\n" * 1_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        begin = data.index(mark) + at
        data[begin : begin + 4] = (10).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (zip_of({"../cities.yaml": b"x"}), "zip.path"),
        (zip_of({"/etc/cities.yaml": b"x"}), "zip.path"),
        (zip_of({"a/../../cities.yaml": b"x"}), "zip.path"),
        (zip_of({"a\\cities.yaml": b"x"}), "zip.path"),
        (zip_of({"C:/cities.yaml": b"x"}), "zip.path"),
        (zip_of({".cities.yaml": b"x"}), "zip.path"),
        (zip_of({"a/b/cities.yaml": b"x"}), "zip.path"),
        (zip_of({"a\x1bb.yaml": b"x"}), "zip.path"),
        (zip_of({"a/cities.yaml": b"x", "b/flows.yaml": b"x"}), "zip.folders"),
        (zip_of({"cities.yaml": b"x", "CITIES.yaml": b"x"}), "zip.twice"),
        (zip_of({"cities.yaml": b"x"}, zipfile.ZIP_LZMA), "zip.method"),
        (zip_of({f"f{number}.yaml": b"" for number in range(MOST_FILES + 1)}), "zip.files"),
        (zip_of({"cities.yaml": b"\0" * (20 * 1024 * 1024)}), "zip.bomb"),
        (_linked(), "zip.link"),
        (_locked(), "zip.encrypted"),
        (_lying(), "zip.broken"),
        (zip_of({}), "dataset.missing"),
        (zip_of({"inner.zip": zip_of({"dataset.yaml": b"id: x"})}), "dataset.missing"),
    ],
)
def test_a_hostile_zip_is_refused_and_leaves_nothing(
    editor: Editing, body: bytes, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "temporary"  # others are testing uploads at the same time
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))

    refused = editor.ask("POST", CHECK, body, ZIP)

    assert refused.status_code == 422, refused.text
    assert rule in [item["rule"] for item in refused.json()["problems"]]
    assert list(own.iterdir()) == []


def test_what_a_system_adds_to_a_zip_is_left_out(editor: Editing, forms: dict[str, tuple[bytes, str]]) -> None:
    with zipfile.ZipFile(io.BytesIO(forms["zip of yaml"][0])) as package:
        files = {f"data/{name}": package.read(name) for name in package.namelist()}

    body = zip_of({**files, "__MACOSX/data/._cities.yaml": b"\0", "data/.DS_Store": b"\0", "data/": b""})

    assert editor.ask("POST", CHECK, body, ZIP).status_code == 200


def test_a_zip_with_more_than_is_allowed_is_refused_before_it_is_unpacked(editor: Editing) -> None:
    parts = {f"{name}.csv": bytes(range(256)) * (LARGEST // 256 // 30) for name in ("a", "b")}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            for number in range(16):
                package.writestr(f"{number}{name}", data)

    refused = editor.ask("POST", CHECK, buffer.getvalue(), ZIP)

    assert [item["rule"] for item in refused.json()["problems"]] == ["zip.bomb"]


@pytest.mark.parametrize(
    "files",
    [
        {"../cities.yaml": b"x"},
        {"a/cities.yaml": b"x"},
        {"..": b"x"},
        {"": b"x"},
        {"CON\x00.yaml": b"x"},
        {".hidden": b"x"},
        {"cities.yaml": b"x", "Cities.yaml": b"y"},
    ],
)
def test_a_hostile_file_name_is_refused(editor: Editing, files: dict[str, bytes]) -> None:
    assert editor.ask("POST", CHECK, *multipart(files)).status_code == 400


def test_too_many_files_are_refused(editor: Editing) -> None:
    files = {f"f{number}.yaml": b"x" for number in range(MOST_FILES + 1)}

    assert editor.ask("POST", CHECK, *multipart(files)).status_code == 413


def test_fields_beside_files_are_refused(editor: Editing) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="path"\r\n\r\n/etc/passwd\r\n--x--\r\n'

    assert editor.ask("POST", CHECK, body, "multipart/form-data; boundary=x").status_code == 400


def test_a_body_beyond_the_limit_is_refused(editor: Editing) -> None:
    settings = editor.client.app.state.settings
    assert settings.largest_upload < 70_000_000

    refused = editor.ask("POST", LOAD, b" " * 70_000_000, JSON)

    assert refused.status_code == 413
    assert editor.revision() == 1


def test_a_large_body_that_is_no_data_set_is_answered(editor: Editing) -> None:
    refused = editor.ask("POST", CHECK, b" " * 50_000_000, JSON)

    assert refused.status_code in (202, 422)
    if refused.status_code == 202:
        told = editor.finished(refused.json()["id"])
        assert told["problem"]["status"] == 422
