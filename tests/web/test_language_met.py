"""The language in which somebody is met: at the bare address, with a code, where it is unknown."""

import msgspec
import pytest

from tests.browser import pseudo
from tests.web.browser import PLACE
from tests.web.codes import make_code, make_helper_code
from tests.web.conftest import make_app
from tests.web.languages import LANGUAGES
from tests.web.pages import seen
from tests.web.plans import HOPE, alone, ask, draft_in, give, make_draft, url_of
from wizard import languages
from wizard.core.answers import Answer
from wizard.settings import Settings
from wizard.web.site import EXTENSION

UNREAD = 'class="inner unread"'


def in_english(url):
    return url.replace("/nl/", "/en/")


def control(page):
    """The text of the way to the languages, whatever language that is in."""
    return next(seen(tag) for tag in page.tree.iter() if "tongue" in tag.get("class", "").split())


def press_next(browser):
    """Press Verder in whatever language."""
    pages = browser.page.tree.iter("button")
    browser.press(next(seen(tag) for tag in pages if tag.get("value") == "next" and seen(tag)))


def in_language(draft, lang):
    return msgspec.structs.replace(draft, shared=msgspec.structs.replace(draft.shared, lang=lang))


@pytest.fixture(autouse=True)
def _in_all_languages(client, other):
    client.langs = other.langs = LANGUAGES


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("ar-SY,ar;q=0.9,en;q=0.5", "ar"),
        ("pl-PL", "pl"),
        ("uk", "uk"),
        ("ti-ER, en;q=0.7", "ti"),
        ("en;q=0.3, tr;q=0.8", "tr"),
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("de-DE,de;q=0.9", "nl"),
        ("de, en;q=0.1", "en"),
        ("ar;q=0, *;q=0.1", "nl"),
        ("*", "nl"),
        ("ar;q=groot", "nl"),
        ("<script>;;=,,", "nl"),
        ("", "nl"),
    ],
)
def test_the_bare_address_leads_to_the_language_of_the_browser(client, header, lang):
    response = client.get("/", headers={"Accept-Language": header})
    assert response.location == f"/arnhem/{lang}/"
    assert response.headers["Vary"] == "Accept-Language"
    assert "Set-Cookie" not in response.headers


def test_a_language_in_the_address_goes_before_that_of_the_browser(client):
    assert client.get(f"{PLACE}/", headers={"Accept-Language": "ar"}).status_code == 200
    assert client.page.lang == "nl"


def test_the_start_page_lists_all_languages_and_marks_its_own(client):
    page = client.visit("/arnhem/ar/")
    links = [tag for tag in page.tree.iter("a") if tag.get("hreflang") and tag.get("lang")]
    assert {tag.get("href") for tag in links} == {f"/arnhem/{lang}/" for lang in LANGUAGES}
    assert [tag.get("lang") for tag in links if tag.get("aria-current")] == ["ar"]


@pytest.mark.parametrize("path", ["/plan/groot", "/", "/verder/?x=1", "/stap/0123456789"])
def test_an_unknown_language_has_a_page_with_those_there_are(client, path):
    response = client.get("/arnhem/de" + path)
    assert (response.status_code, client.page.heading) == (404, "Deze taal is er niet")
    links = {tag.get("lang"): tag.get("href") for tag in client.page.tree.iter("a")}
    assert links["ar"] == "/arnhem/ar" + path
    assert "Set-Cookie" not in response.headers


def test_what_was_sent_in_a_language_that_has_gone_can_be_sent_in_another(client):
    give(client, alone())
    ask(client, "hope")
    action, fields = client.page.form_of("Verder")
    fields = [(name, "Nieuw" if name == "text" else value) for name, value in fields]
    client.send(action.replace("/nl/", "/de/"), fields)
    assert client.page.status == 404
    assert client.press("English").written() == ["Nieuw"]
    assert draft_in(client).answers["hope"].text == "Nieuw"


def test_an_address_without_a_page_keeps_its_language(client):
    assert client.visit("/arnhem/ar/nergens", 404).lang == "ar"


@pytest.mark.parametrize(
    ("own", "page", "lang"), [("ar", "nl", "ar"), ("ar", "en", "en"), ("xx", "nl", "nl")]
)
def test_a_code_opens_a_plan_in_its_own_language(client, other, own, page, lang):
    give(client, in_language(alone(), own))
    code = make_code(client)
    sent = other.send(f"/arnhem/{page}/verder/", [("code", code)])
    assert sent.location == f"/arnhem/{lang}/verder/welkom"


def test_who_chose_dutch_on_the_page_with_the_code_keeps_it(client, other):
    give(client, in_language(alone(), "ar"))
    code = make_code(client)
    other.visit("/arnhem/en/verder/")
    other.press(control(other.page))
    other.press("Nederlands")
    other.write(code, "Je code van 16 cijfers")
    assert other.press("Open mijn plan").url == f"{PLACE}/verder/welkom"


def test_a_helper_keeps_the_language_of_their_own_screen(client, other):
    give(client, alone())
    make_code(client)
    code = make_helper_code(client)
    assert other.send("/arnhem/en/verder/", [("code", code)]).location.startswith("/arnhem/en/")
    other.visit(in_english(url_of(client, "question:hope")))
    other.write("Written by a helper")
    press_next(other)
    assert draft_in(client).answers["hope"].lang == "en"
    assert draft_in(client).shared.lang == "nl"
    assert other.send(f"{PLACE}/verder/", [("code", code)]).location.startswith(PLACE)


def test_a_plan_is_in_the_language_in_which_it_last_changed(client):
    give(client, alone())
    for words, lang in ((HOPE, "nl"), ("My own words", "en")):
        client.visit(in_english(url_of(client, "question:hope")))
        client.write(words)
        press_next(client)
        assert draft_in(client).shared.lang == lang


def test_an_unknown_language_in_a_stored_answer_breaks_no_page(client):
    odd = Answer(text=HOPE, lang="x-<b>", revision=1)
    give(client, in_language(make_draft({**alone().answers, "hope": odd}), "x-<b>"))
    for path in ("/plan/", "/controle/", "/plan/tekst", "/plan/papier", "/mijn-gegevens/bestand"):
        assert client.get(PLACE + path).status_code == 200
    assert client.get("/arnhem/ar/plan/twee-talen").status_code == 200


def test_pages_say_that_a_machine_made_their_texts(client):
    give(client, alone())
    for path in ("/", "/plan/", "/privacy", "/verder/"):
        assert UNREAD not in client.visit(PLACE + path).html
        page = client.visit("/arnhem/en" + path)
        assert UNREAD in page.html
        links = [tag for tag in page.tree.iter() if tag.get("hreflang") == "nl"]
        assert {f"{PLACE}{path}"} >= {tag.get("href") for tag in links if tag.tag == "a"}


@pytest.fixture
def other_site(tmp_path, monkeypatch):
    """Return a function that makes a site with changed content."""

    def make(before, after):
        content = pseudo.offer_languages(tmp_path / "content", {})
        file = content / "municipalities" / "arnhem.toml"
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
        database = f"sqlite:///{tmp_path}/drafts.db"
        settings = Settings(content_dir=content, database_url=database, key_dir=tmp_path / "keys")
        app = make_app(settings)
        apps.append(app)
        return app.test_client()

    apps = []
    yield make
    for app in apps:
        app.extensions[EXTENSION].store.close()


def test_where_there_is_one_language_nothing_is_offered(other_site):
    offered = 'languages = ["nl", "en", "ar", "tr", "pl", "uk", "ti"]'
    client = other_site(offered, 'languages = ["nl"]')
    client.start()
    for page in (client.page, client.visit(PLACE + "/"), client.visit(PLACE + "/privacy")):
        assert "Taal:" not in page.html
        assert "Andere taal" not in page.html
    assert client.get("/arnhem/en/").status_code == 404


def test_a_translation_that_somebody_read_says_nothing(other_site, monkeypatch):
    known = languages.translations()
    read = msgspec.structs.replace(known["en"], drafted_by="person")
    monkeypatch.setattr(languages, "translations", lambda: {**known, "en": read})
    client = other_site("arnhem", "arnhem")
    client.langs = LANGUAGES
    assert UNREAD not in client.visit("/arnhem/en/").html
    assert UNREAD in client.visit("/arnhem/ar/").html
