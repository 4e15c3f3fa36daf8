"""Whole ways through the site, by what a person sees and presses."""

import subprocess

import pytest

from tests.web.browser import Browser
from tests.web.plans import draft_in
from tests.web.walks import CHECK, walk

MY_HOPE = "Dat ik vrienden krijg bij de fietsenwinkel"
MY_STRENGTH = "Banden plakken met één hand"
MY_QUESTION = "Mag mijn hond Bikkel mee?"
MY_WORDS = "Zaterdag is voor oma"
COACH = "Volgens mij past de ochtend het best"
COACH_OFF = "De coach twijfelt over het reizen"
BOSS = "De vorige baas schreeuwde elke dag"

HAND_OVER = "De laatste vragen zijn alleen voor jou"
SHARED_DEVICE = "Nee, of: weet ik niet"
STORY = {
    "Doe je dit alleen of samen?": ["Ik doe het alleen"],
    "Is dit je eigen telefoon of computer?": [SHARED_DEVICE],
    "Wat wil je graag?": ["Een vast ritme in mijn week", "Betaald werk"],
    "Wanneer wil je betaald werk?": ["Eerst wil ik oefenen"],
    "Wat lijkt je leuk om te doen?": ["Groen", "Dieren"],
    "Waar hoop je op?": [("", MY_HOPE)],
    "Dit deel is klaar: Ik wil": ["Ik wil meer vertellen"],
    "Hoe werk je het liefst?": ["Buiten"],
    "Wat past niet bij jou?": [("", MY_WORDS)],
    "Is er iets dat je spannend vindt?": ["Drukte"],
    "Waar ben je goed in?": ["Precies werken", ("Iets anders? Schrijf het hier op.", MY_STRENGTH)],
    "Dit deel is klaar: Ik kan": ["Ik wil meer vertellen"],
    "Op welke dagen wil je beginnen?": ["Maandag ochtend"],
    "Wie helpt je of is belangrijk voor jou?": ["Ouder", ("Ouder: Waarmee?", "Koken op zondag")],
    "Wat wil jij vragen in het gesprek?": [("Nog een vraag? Schrijf die hier op.", MY_QUESTION)],
    "Wil je ook hulp bij iets anders?": ["Geld of post"],
    "Hoe wil je dat doen?": ["Eerst hulp"],
    "Is je werk of plek het laatste jaar gestopt?": ["Ja, het is gestopt"],
    "Wat ging daar goed? En wat niet?": [("", BOSS)],
}
WITH_COACH = {
    **STORY,
    "Doe je dit alleen of samen?": ["Wij doen het samen"],
    "Wie ben jij?": ["Jobcoach"],
}


ON_PAPER = [
    "Is je werk of plek het laatste jaar gestopt?",
    "Wat ging daar goed? En wat niet?",
]


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def to_plan(browser: Browser) -> str:
    browser.press("Ja, dit klopt. Verder")
    browser.press("Verder")
    browser.press("Naar mijn plan")
    assert browser.page.heading == "Mijn plan"
    return browser.page.text


def get_pdf(browser: Browser) -> bytes:
    response = browser.get(browser.page.links()["Download mijn plan (PDF)"])
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=mijn-plan-")
    return response.data


def test_alone_from_start_to_a_plan_on_paper_and_the_next_step(client):
    client.start()
    headings = walk(client, STORY)
    assert [text for text in STORY if text not in headings] == []
    client.press("Ja, dit klopt. Verder")
    for question in ON_PAPER:
        client.tick(f"Ja, dit mag op mijn papier: {question}")
    client.press("Verder")
    client.tick("Hier hoop ik op", "Zo ging het daar")
    plan = client.press("Naar mijn plan").text
    paper = text_of(get_pdf(client))
    for words in (MY_HOPE, MY_WORDS, MY_STRENGTH, "Koken op zondag", MY_QUESTION, BOSS):
        assert words in plan
        assert words in paper
    for sentence in ("Ik werk het liefst buiten.", "Drukte vind ik spannend.", "Maandag: ochtend"):
        assert sentence in plan
        assert sentence in paper
    assert "Ik wil hulp bij geld of post." not in plan + paper
    step = client.press("Mijn volgende stap").text
    assert "Praat met een wijkcoach" in step
    assert "Ga naar de oriëntatie bij het CAW" in step


def test_together_the_helpers_words_stand_apart_and_only_where_they_may(client):
    told = {("want", COACH): "Ja", ("can", COACH_OFF): "Nee"}
    client.start()
    for (part, words), may in told.items():
        assert walk(client, WITH_COACH, until="Wil jij er iets bij zeggen?")
        client.write(words)
        client.tick(may)
        client.press("Verder")
        assert draft_in(client).shared.helper[part].text == words
    walk(client, {**WITH_COACH, "Wil jij er iets bij zeggen?": ["Verder"]})
    assert COACH in client.page.text
    plan = to_plan(client)
    paper = text_of(get_pdf(client))
    assert f"Dit wil mijn jobcoach erbij zeggen: {COACH}" in plan
    assert f"Dit wil mijn jobcoach erbij zeggen: {COACH}" in paper
    assert COACH_OFF not in plan + paper


def test_together_no_page_after_the_private_part_shows_it(client):
    client.start()
    asked = walk(client, WITH_COACH)
    assert asked.index("De laatste vragen zijn alleen voor jou") < asked.index(
        "Dit is alleen voor jou"
    )
    onward = ("Ja, dit klopt. Verder", "Verder", "Naar mijn plan", "Mijn volgende stap")
    pages = [client.page.html, *(client.press(button).html for button in onward)]
    pages.append(client.visit("/arnhem/nl/plan/groot").html)
    told = [BOSS, "geld of post", "Je wilt eerst hulp", "Je werk of plek is gestopt"]
    assert not [(words, page) for words in told for page in pages if words in page]
    client.visit("/arnhem/nl/plan/")
    assert BOSS not in text_of(get_pdf(client))


def test_who_skips_everything_still_has_a_plan_and_the_orientation(client):
    client.start()
    walk(client, {})
    plan = to_plan(client)
    assert "Je plan is nog leeg" in plan
    assert "Ga naar de oriëntatie bij het CAW" in text_of(get_pdf(client))
    assert client.press("Mijn volgende stap").text.count("Ga naar de oriëntatie bij het CAW") == 2


def test_nobody_fills_in_for_somebody_who_is_not_there(client):
    client.start()
    story = {
        "Doe je dit alleen of samen?": ["Ik help iemand anders"],
        "Zit hij of zij naast je?": ["Nee"],
    }
    walk(client, story, until="Doe het op papier")
    assert "Verder" not in client.page.buttons()
    client.press("Bekijk en print de vragen")
    assert client.press("Mijn plan").heading == "Doe het op papier"
    client.press("Terug")
    client.tick("Ja")
    assert client.press("Verder").heading == "Wie ben jij?"


@pytest.mark.parametrize("mode", ["Ik doe het alleen", "Wij doen het samen"])
def test_terug_walks_the_same_way_back_to_the_start(client, mode):
    client.start()
    there = walk(client, {"Doe je dit alleen of samen?": [mode]}, until=CHECK)
    back = []
    while client.page.heading != "Maak je eigen plan.":
        client.press("Terug")
        back.append(client.page.heading)
    if mode == "Wij doen het samen":  # the private pages stay shut beside a helper
        there = there[: there.index(HAND_OVER) + 1]
    assert back[:-1] == there[::-1]
