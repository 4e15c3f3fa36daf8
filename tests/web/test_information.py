"""The pages for everyone say what is true, and lead back to the plan."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from flask import Flask, g
from msgspec.structs import replace

from tests.web.conftest import make_app
from wizard.core.explain import AllOf, AnswerFact, AnyOf, Fact, Not, explain_rules
from wizard.core.paper_questions import blank_questions
from wizard.handout.workers import PdfWorkers
from wizard.i18n import Editions
from wizard.vault.lifetimes import IDLE, LONGEST_SESSION
from wizard.web.paperforall import PRINTED
from wizard.web.places import public_start_url

PAGES = (
    "/nu-hulp",
    "/hulp",
    "/papier",
    "/vragen-op-papier",
    "/vragen-op-papier/lang",
    "/uitkomsten",
    "/zo-werkt-het",
    "/zo-kiezen-wij",
    "/woorden",
    "/privacy",
    "/toegankelijkheid",
    "/voor-professionals",
)


@pytest.fixture
def edition(app: Flask):
    return app.extensions["startplan"].default_edition()


def words_of(page) -> str:
    return " ".join(page.main.get_text(" ").split())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_a_draft_and_sets_no_cookie(client, path):
    page = client.get_page(path)
    assert page.select_one(".back")["href"] == "/arnhem/nl/"
    assert client.get_cookie("plan") is None


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_back_to_the_plan(client, path):
    step = client.post("/arnhem/nl/begin").location
    page = client.get_page(path)
    assert page.select_one(".back")["href"] == step
    assert page.select_one(".mark")


@pytest.mark.parametrize("path", PAGES)
def test_a_heading_follows_a_heading_one_level_up(client, path):
    levels = [int(tag.name[1]) for tag in client.get_page(path).main.select("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_long_sentence(client, path):
    most = 26 if path == "/voor-professionals" else 15
    texts = [tag.get_text(" ") for tag in client.get_page(path).main.select("p, li, h1, h2")]
    sentences = [s for text in texts if "“" not in text for s in re.split(r"[.?!:]\s|\n", text)]
    assert [s for s in sentences if len(s.split()) > most] == []


def test_help_can_be_called_and_left_at_once(client, edition):
    page = client.get_page("/nu-hulp")
    called = {link["href"] for link in page.main.select("a.call")}
    numbers = [help_.phone for help_ in edition.municipality.urgent_help if help_.phone]
    assert called == {"tel:" + number.replace("-", "") for number in numbers}
    assert {"tel:112", "tel:113", "tel:08002000", "tel:08008115"} == called
    left = client.post(page.main.form["action"])
    assert left.status_code == 200


def test_help_with_the_site_leads_to_larger_letters_paper_and_people(client, edition):
    page = client.get_page("/hulp")
    links = {link["href"].split("?")[0] for link in page.main.select("a")}
    ways = ("zo-lees-je-fijn/", "vragen-op-papier", "papier", "nu-hulp")
    assert {f"/arnhem/nl/{way}" for way in ways} <= links
    assert edition.municipality.phone_line in words_of(page)
    assert edition.municipality.companion.lines[0] in words_of(page)


def test_help_with_the_site_says_what_is_not_offered(client):
    text = words_of(client.get_page("/hulp")).partition("Dit kan hier niet")[2]
    for missing in ("Praten in plaats van typen.", "zonder internet", "Gebarentaal"):
        assert missing in text
    assert "naar de maker van je telefoon" in text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_help_with_the_site(client, path):
    footer = client.get_page(path).footer
    assert footer.find("a", string="Hulp bij deze website")["href"] == "/arnhem/nl/hulp"


def test_paper_names_the_places_and_prints_before_it_downloads(client, edition):
    client.post("/arnhem/nl/begin")
    page = client.get_page("/papier")
    links = [link["href"] for link in page.main.select("a")]
    assert links.index("/arnhem/nl/plan/") < links.index("/arnhem/nl/plan/pdf")
    assert "Verwijder het bestand daarna" in words_of(page)
    assert all(place.how in words_of(page) for place in edition.municipality.paper_places)


@pytest.mark.parametrize(("path", "length"), [("", "short"), ("/lang", "long")])
def test_the_questions_on_paper_stand_on_the_page_too(client, edition, path, length):
    page = client.get_page(f"/vragen-op-papier{path}")
    parts = blank_questions(edition.questionnaire, length)
    asked = [" ".join(tag.get_text().split()) for tag in page.select(".paper-question h3")]
    assert asked == [f"{q.number} {q.question.text}" for part in parts for q in part.questions]
    private = [sheet.h2.get_text() for sheet in page.select(".paper-sheet")]
    assert private == [part.title for part in parts if part.private]
    assert not page.select(".paper-sheet")[-1].find_next_sibling("section")


@pytest.mark.parametrize("path", ["", "/lang"])
def test_both_lists_of_questions_can_be_had_from_either_page(client, path):
    page = client.get_page(f"/vragen-op-papier{path}")
    links = {link["href"] for link in page.main.select("a")}
    other = "/vragen-op-papier" if path else "/vragen-op-papier/lang"
    here = "/arnhem/nl/vragen-op-papier"
    assert {f"{here}/kort.pdf", f"{here}/lang.pdf", f"/arnhem/nl{other}"} <= links


def test_the_blank_questions_are_printed_once_for_all(client, monkeypatch):
    printed = []
    monkeypatch.setattr(
        PdfWorkers, "render", lambda _self, paper: printed.append(paper) or b"%PDF-1.7"
    )
    client.application.extensions.pop(PRINTED, None)
    for path in ("kort", "kort", "lang", "kort"):
        response = client.get(f"/arnhem/nl/vragen-op-papier/{path}.pdf")
        assert response.data == b"%PDF-1.7"
        assert f"vragen-op-papier-{path}.pdf" in response.headers["Content-Disposition"]
    client.application.extensions.pop(PRINTED)
    assert ["kort" in paper.html for paper in printed] == [True, False]
    assert "<svg" not in printed[0].html


def test_the_code_to_scan_leads_home_or_to_the_page_of_another_place(app, settings, edition):
    live = make_app(replace(settings, base_url="https://plan.example/"))
    with live.test_request_context("/arnhem/nl/"):
        g.edition = edition
        assert public_start_url(edition) == "https://plan.example"
        other = replace(edition, municipality=replace(edition.municipality, slug="elders"))
        g.edition = other
        assert public_start_url(other) == "https://plan.example/elders/nl/"
    with app.test_request_context("/arnhem/nl/"):
        assert public_start_url(edition) == ""


def test_every_outcome_stands_in_the_same_way(client, edition):
    page = client.get_page("/uitkomsten")
    cards = page.main.select(".card")
    outcomes = edition.municipality.outcomes
    assert [card.h2.get_text() for card in cards] == [outcome.title for outcome in outcomes]
    assert {tuple(card["class"]) for card in cards} == {("card", "flow")}
    assert "%" not in page.main.get_text()


def test_how_it_works_gives_each_section_its_source_and_year(client, edition):
    page = client.get_page("/zo-werkt-het")
    sections = page.main.select(".card")
    told = [section.h2.get_text() for section in sections]
    assert told == [section.title for section in edition.municipality.about]
    for section, shown in zip(edition.municipality.about, sections, strict=True):
        source = edition.municipality.source(section.source)
        assert [p.get_text() for p in shown.select("p")][:-1] == list(section.lines)
        assert f"Dit komt uit: {source.title}, {source.year}." in shown.get_text()
        assert shown.find("span", lang="nl").get_text() == source.title


def test_what_can_come_out_names_its_source(client, edition):
    municipality = edition.municipality
    source = municipality.source(municipality.outcomes_source)
    text = client.get_page("/uitkomsten").main.get_text()
    assert f"Dit komt uit: {source.title}, {source.year}." in text


LEADING = ("/", "/uitkomsten", "/woorden")


@pytest.mark.parametrize("path", LEADING)
def test_how_it_works_is_found_from_the_start_the_outcomes_and_the_words(client, path):
    page = client.get_page(path)
    assert page.find("a", string="Zo werkt het in Arnhem")["href"] == "/arnhem/nl/zo-werkt-het"


def test_who_tells_nothing_about_it_has_no_page_and_no_link_to_it(client, edition, monkeypatch):
    silent = replace(edition, municipality=replace(edition.municipality, about=()))
    monkeypatch.setattr(Editions, "find", lambda *_: silent)
    client.get_page("/zo-werkt-het", 404)
    assert [p for p in LEADING[1:] if "zo-werkt-het" in client.get_page(p).decode()] == []


def facts_in(fact: Fact | None) -> list[AnswerFact]:
    match fact:
        case None:
            return []
        case AnswerFact():
            return [fact]
        case Not():
            return facts_in(fact.part)
        case AllOf() | AnyOf():
            return [found for part in fact.parts for found in facts_in(part)]


def test_every_rule_is_told_with_every_answer_it_reads(client, edition):
    cards = client.get_page("/zo-kiezen-wij").main.select("ol > li > .card")
    for rule, card in zip(explain_rules(edition), cards, strict=True):
        assert card.h3.get_text() == rule.card.title
        facts = facts_in(rule.when_main) + facts_in(rule.when_extra)
        assert [tag.get_text() for tag in card.select(":scope > div strong")] == [
            f.question for f in facts
        ]
        texts = " ".join(card.get_text(" ").split())
        assert all(choice in texts for fact in facts for choice in fact.choices)


def test_the_rules_page_names_no_question_that_does_not_count(client, edition):
    text = words_of(client.get_page("/zo-kiezen-wij"))
    for id_ in ("strengths", "work_skills", "travel", "people", "support", "take_into_account"):
        assert edition.questionnaire.find_question(id_).text not in text
    assert "Jij kiest. Je keuze gaat voor." in text


def test_every_word_is_explained(client, edition):
    page = client.get_page("/woorden")
    assert {tag.get_text() for tag in page.main.select("dt")} == {t.word for t in edition.terms}
    assert len(page.main.select("dd")) == len(edition.terms)


def test_privacy_tells_how_long_a_plan_is_kept(client):
    text = words_of(client.get_page("/privacy"))
    assert "In deze proef: 24 uur." in text
    assert "www.buienradar.nl" in text


def test_privacy_tells_the_terms_of_the_vault(client):
    text = words_of(client.get_page("/privacy"))
    assert f"{IDLE.seconds // 60} minuten niets" in text
    assert f"na {LONGEST_SESSION.seconds // 3600} uur" in text


def test_privacy_tells_the_term_of_the_municipality_when_live(app, edition, settings):
    live = make_app(replace(settings, mode="live")).test_client()
    text = words_of(page_of(live.get("/arnhem/nl/privacy")))
    assert f"{edition.municipality.retention_days} dagen." in text
    assert "proef" not in text


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")
