"""Papers look as they did when somebody last looked at them."""

import msgspec
import pytest
from PIL import Image

from tests.browser.pictures import differences, keep
from tests.handout import paper_pictures
from tests.handout.paper_pictures import (
    DUTCH,
    SHEETS,
    TOLERANCE,
    USUAL,
    paper_of,
    path_of,
    shots,
    side_by_side,
    take,
)
from wizard.handout.kinds import KINDS
from wizard.handout.pdf import render_pdf

MOST_BYTES = 150_000
FAULTS = {
    "a line is gone": (".name", "visibility: hidden"),
    "a border is gone": (".next, .box, .talk", "border-color: transparent"),
    "a title is no longer white on black": (".title > span", "background: none; color: black"),
    "letters are smaller": ("html", "font-size: 11pt"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_paper_looks_as_it_did(editions, name):
    again = "look at the paper, then run python -m tools.take_paper_pictures"
    with Image.open(path_of(name)) as kept:
        assert differences(kept, take(name, editions), TOLERANCE) == [], again


def test_every_kind_has_a_small_picture():
    kept = set(paper_pictures.FOLDER.iterdir())

    assert kept == {path_of(name) for name in SHEETS}
    assert set(KINDS) - set(SHEETS) <= {"text", "json"}
    assert max(path.stat().st_size for path in kept) < MOST_BYTES


@pytest.fixture(scope="module")
def paper(editions):
    return paper_of(USUAL, "plan", DUTCH, editions)


@pytest.fixture(scope="module")
def as_it_is(paper):
    return side_by_side(shots(render_pdf(paper)))


@pytest.mark.parametrize("fault", FAULTS)
def test_what_changes_on_a_paper_is_seen(paper, as_it_is, fault):
    selector, style = FAULTS[fault]
    rules = "; ".join(f"{rule} !important" for rule in style.split("; "))
    html = paper.html.replace("</head>", f"<style>{selector} {{ {rules} }}</style></head>")
    worse = side_by_side(shots(render_pdf(msgspec.structs.replace(paper, html=html))))

    assert differences(as_it_is, worse, TOLERANCE)


def test_letters_drawn_otherwise_are_no_difference(as_it_is, tmp_path):
    keep(as_it_is, tmp_path / "kept.png")
    moved = as_it_is.transform(
        as_it_is.size, Image.Transform.AFFINE, (1, 0, 0.4, 0, 1, 0.4), Image.Resampling.BILINEAR
    )

    with Image.open(tmp_path / "kept.png") as kept:
        assert moved.tobytes() != kept.convert("RGB").tobytes()
        assert differences(kept, moved, TOLERANCE) == []
