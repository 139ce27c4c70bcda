"""Pictures as PNG: what the fonts lack and what is large are drawn too, and every sign is in the fonts."""

from __future__ import annotations

import struct

import pytest
from typst import TypstError

from practice_atlas.visualisations.palette import LOOKS, STATE_LOOKS
from practice_atlas.visualisations.png_file import png_file

KINDS = ("city", "institution", "resource", "country", "engagement", "implementation")


def _svg(text: str, width: float = 40, height: float = 30) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<text x="4" y="20" font-family="Noto Sans">{text}</text></svg>'
    )


def _size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    "sign", sorted({LOOKS[kind].sign for kind in KINDS} | {look.sign for look in STATE_LOOKS.values() if look.sign})
)
def test_every_sign_of_the_pictures_is_in_the_fonts(sign: str) -> None:
    assert png_file(_svg(sign), 40, 30) != png_file(_svg(" "), 40, 30)
    assert png_file(_svg(sign), 40, 30) != png_file(_svg("\U0010ffff"), 40, 30)


def test_names_in_all_scripts_are_no_fault() -> None:
    for text in ("صيدا", "北京", "\U0001f600", "a\u202eb", "&lt;script&gt;"):
        assert _size(png_file(_svg(text), 40, 30)) == (80, 60)


def test_what_is_very_large_is_less_sharp() -> None:
    width, height = _size(png_file(_svg("x", 8000, 4000), 8000, 4000))

    assert width * height == pytest.approx(16_000_000, rel=0.01)
    assert width == pytest.approx(2 * height, rel=0.01)


def test_nothing_is_read_from_the_machine() -> None:
    """A picture of ours asks for nothing; one that did would not be made."""
    linked = '<image width="40" height="30" href="file:///etc/passwd"/>'
    for svg in (_svg("x").replace("<text", f"{linked}<text"), "no picture"):
        with pytest.raises(TypstError):
            png_file(svg, 40, 30)
