"""Every page and paper in all seven languages: no mark, no Dutch and no number out of place."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from unittest.mock import patch
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.browser.states_together import WRITTEN
from tests.browser.told import ALL, HELPED_ALL
from tests.web.languages import LANGUAGES, misplaced_marks, turned_around, words_of_others
from tests.web.pages import Tree
from wizard.handout.workers import PdfWorkers
from wizard.i18n import text_direction
from wizard.web.addresses import part_address, step_address
from wizard.web.site import EXTENSION, Site
from wizard.web.visit import Visit, encode_new

TOLD = HELPED_ALL.with_after(WRITTEN)
PLACE = "/<municipality>/<lang>"
IN_BOTH = re.compile(r"/twee-talen/pdf \| not \w+ in (title|data-bookmark)")
"""What names the chapters of a paper in two languages has both, and can mark neither."""
PAGES_LEAST = 110
BROKEN = 500
"""From this status on a page says that something broke, in the best of order."""
Look = Callable[[Element], Iterable[str]]
GOOD = """<!doctype html><html lang="ar" dir="rtl"><title>ا</title><p title="ب">ا
<bdi lang="nl">wijkteam</bdi>
<bdi dir="ltr">0800-0113</bdi> <i dir="auto">026 00</i> 16</p></html>"""
FAULTS = {
    "mark in title": ("<title>ا", "<title>ا [ا]"),
    "mark in title ": ('title="ب"', 'title="[ا]"'),
    "code in p": ("16", "[ا]"),
    "code in bdi": ("wijkteam", "&amp;quot;"),
    "not ar in p": ("16", "Verder"),
    "not ar in bdi": (' lang="nl"', ""),
    "not ar in title": ('title="ب"', 'title="Verder"'),
    "turned around in p": ("16", "0800-0113"),
    "turned around in p ": ("16", "113.nl"),
}


def steps(visit: Visit) -> Iterator[str]:
    """Yield where the steps and the whole parts stand."""
    yield from (f"/stap/{step_address(visit, step)}" for step in visit.path.steps)
    yield from (f"/deel/{part_address(visit, part)}" for part in visit.questionnaire.parts)


def everything(app: Flask, visit: Visit) -> Iterator[str]:
    """Yield where everything stands that can be opened, papers too."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments == {"municipality", "lang"}:
            yield rule.rule.removeprefix(PLACE)
    yield from steps(visit)


def opened(app: Flask, lang: str) -> Iterator[TestResponse]:
    """Yield every answer that somebody can get: beside a helper, alone, and before Start."""
    site: Site = app.extensions[EXTENSION]
    edition = site.editions.find("arnhem", lang)
    for draft in (TOLD, ALL, None):
        client, places = FlaskClient(app), iter(("/", "/verder/", "/plan/"))
        if draft:
            entry = site.drafts.start(*encode_new(draft), datetime.now(UTC))
            client.set_cookie("plan", entry.token)
            visit = Visit(edition, entry.draft, entry.token)
            places = everything(app, visit) if draft is TOLD else steps(visit)
        yield from (client.get(f"/arnhem/{lang}{place}") for place in places)


@functools.cache
def trees(app: Flask, lang: str) -> list[tuple[str, Element]]:
    """Return every page and every paper, with its address."""
    papers, found = [], []
    with patch.object(PdfWorkers, "render", lambda _, paper: papers.append(paper.html) or b"%PDF"):
        for answer in opened(app, lang):
            assert answer.status_code < BROKEN, answer.request.path
            is_page = answer.mimetype == "text/html" and not answer.location
            found += [(answer.request.path, html) for html in ([answer.text] * is_page + papers)]
            papers.clear()
    return [(address, Tree().read(html)) for address, html in found]


def complaints(app: Flask, lang: str, look: Look) -> list[str]:
    """Say once what is wrong, with the first address where it is."""
    found = {said: address for address, tree in trees(app, lang)[::-1] for said in look(tree)}
    return [f"{address} | {said}" for said, address in found.items()]


def is_honest(tree: Element) -> bool:
    """Tell whether it says that nobody has read this translation yet."""
    return any("unread" in tag.get("class", "").split() for tag in tree.iter())


# The source, the one from right to left, and the one in a script of its own are looked at in every
# run; those that look alike to these checks in the matrix.
@pytest.mark.parametrize(
    "lang",
    [
        lang if lang in {"nl", "ar", "ti"} else pytest.param(lang, marks=pytest.mark.matrix)
        for lang in LANGUAGES
    ],
)
def test_every_page_and_paper_is_whole_in_every_language(app, lang):
    places = {(tree.get("lang"), tree.get("dir")) for _, tree in trees(app, lang)}
    assert places == {(lang, text_direction(lang))}
    assert len(trees(app, lang)) >= PAGES_LEAST
    assert [each for each, tree in trees(app, lang) if is_honest(tree) == (lang == "nl")] == []
    assert complaints(app, lang, misplaced_marks) == []


def test_no_number_stands_back_to_front(app):
    assert complaints(app, "ar", turned_around) == []


@pytest.mark.parametrize("lang", ["ar", "uk", "ti"])
def test_no_dutch_passes_for_another_language(app, lang):
    found = complaints(app, lang, functools.partial(words_of_others, lang=lang))
    assert [said for said in found if not IN_BOTH.search(said)] == []


def wrong(html: str) -> list[str]:
    tree = Tree().read(html)
    return [*misplaced_marks(tree), *turned_around(tree), *words_of_others(tree, "ar")]


@pytest.mark.parametrize(("kind", "part", "fault"), [(k, *f) for k, f in FAULTS.items()])
def test_what_is_out_of_place_is_found(kind, part, fault):
    assert wrong(GOOD) == []
    found = wrong(GOOD.replace(part, fault, 1))
    assert [complaint.split(" | ")[0] for complaint in found] == [kind.strip()]


def test_all_languages_of_the_municipality_are_looked_at(app):
    site: Site = app.extensions[EXTENSION]
    assert set(LANGUAGES) == set(site.editions.municipalities["arnhem"].languages)
