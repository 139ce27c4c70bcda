"""Briefs from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.cli.running import Atlas
from tests.support.briefs import LEARNED
from tests.support.pairing import network


@pytest.fixture
def mentoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Atlas:
    """The program on a small network."""
    address = f"embedded:{tmp_path / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, network(*LEARNED))
    return Atlas(address, monkeypatch, capsys)


def test_html_and_pdf_are_written(mentoring: Atlas, tmp_path: Path) -> None:
    page, paper = tmp_path / "brief.html", tmp_path / "brief.PDF"
    asked = ("brief", "Lina", "Omid", "--practice", "Youth council")

    told = mentoring(*asked, page)
    assert (told.code, told.err) == (0, "")
    assert f"Written: {page}" in told.out.replace("\n", "")
    assert "Engagement brief:" in page.read_text(encoding="utf-8")
    assert mentoring(*asked, paper, "--language", "ar", "--as-of", "2024").code == 0
    for country, language in (("iq", "ar"), ("Iraq", "Arabic"), ("country:iq", "العربية")):
        assert mentoring("brief", "new", *asked[2:], page, "--country", country, "--speaks", language).code == 0
        assert "a new member (Iraq)" in page.read_text(encoding="utf-8")
        assert "Languages it works in:</dt> <dd>Arabic" in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("Lina", "Petra", "x.html", "--practice", "Youth council"), "Petra has paused or ended this practice"),
        (("Lina", "Quiet", "x.html", "--practice", "Youth council"), "nothing documents that Quiet does this"),
        (("Lina", "Omid", "x.pdf", "--practice", "Youth council", "--as-of", "2019"), "by the end of 2019 nothing"),
        (("Lina", "Omid", "x.docx", "--practice", "Youth council"), "neither HTML nor PDF"),
        (("new", "Omid", "x.pdf", "--practice", "Youth council"), "no city is named"),
        (("Lina", "Omid", "x.pdf", "--practice", "Youth council", "--country", "iq"), "both named and described"),
        (("new", "Omid", "x.pdf", "--practice", "Youth council", "--country", "zz"), "'zz' is no country"),
        (
            ("new", "Omid", "x.pdf", "--practice", "Youth council", "--country", "iq", "--speaks", "Klingonish"),
            "'Klingonish' is no language",
        ),
        (("Lina", "Atlantis", "x.pdf", "--practice", "Youth council"), "Nothing is called 'Atlantis'"),
    ],
)
def test_what_cannot_be_asked_is_told(
    mentoring: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = mentoring("brief", *question)

    assert (done.code, done.out) == (1, "")
    assert said in " ".join(done.err.split())
    assert not list(tmp_path.glob("x.*"))
