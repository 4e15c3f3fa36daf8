"""What comes over the line for a page stays light."""

import pytest
from playwright.sync_api import Browser

from benchmarks import weight
from benchmarks._weigh import Files, Weight, table
from tests.browser.live import Live

HEAVY = """<img src="/a.svg"><img src="/a.svg"><link rel="icon" href="/b.svg">
<link rel="preload" href="/c.woff2"><svg><use href="/g.svg#a"/><use href="/g.svg#b"/></svg>
<link rel="stylesheet" href="/d.css">
<script src="/e.js"></script><script src="/f.js" type="module"></script><script>1</script>"""


@pytest.fixture(scope="module")
def rows(live: Live) -> dict[str, Weight]:
    return weight.weights(live)


def test_the_first_question_comes_in_the_first_round_trip(rows: dict[str, Weight]):
    first = rows["first question"]
    assert first.first <= weight.FIRST_GOAL
    assert min(first.html, len(first.styles), len(first.icons)) > 0


def test_scripts_are_light_and_hold_nothing_up(rows: dict[str, Weight]):
    assert 0 < weight.script_bytes(rows) <= weight.SCRIPT_GOAL
    assert [row.undeferred for row in rows.values() if row.undeferred] == []


def test_the_fonts_of_dutch_are_light(live: Live, chromium: Browser):
    assert 0 < weight.font_bytes(live, chromium) <= weight.FONT_GOAL


def test_the_scales_weigh_each_file_once():
    files = Files(HEAVY)
    assert {kind: list(found) for kind, found in files.found.items()} == {
        "styles": ["/d.css"],
        "icons": ["/a.svg", "/b.svg", "/g.svg"],
        "scripts": ["/e.js", "/f.js"],
    }
    assert files.undeferred == ["/e.js"]


def test_the_table_adds_up():
    row = Weight(1000, (("/d.css", 200),), (("/a.svg", 30), ("/b.svg", 4)), (), heads=300)
    assert row.first == 1234
    assert [line.split() for line in table({"page": row})][1] == [
        *("page", "1,000", "200", "34", "1,234", "0", "300")
    ]
