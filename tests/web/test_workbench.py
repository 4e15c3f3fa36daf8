"""The workbench shows what an editor writes, says what is wrong, and never dies of it."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from wizard.answersfile import people
from wizard.contentset import OURS
from wizard.core.content import municipality_files
from wizard.core.problems import Problem
from wizard.errors import SettingsError
from wizard.settings import Settings
from wizard.workbench.bench import Bench
from wizard.workbench.command import loopback

HERE = "http://127.0.0.1:8010"
PLACES = ("", "vragen/want?helper=ja", "kaart/", "kaart/kaart.svg", "mensen/", "volgende-stap/")
PLACES += ("teksten/", "mensen/sister-who-helps", "mensen/sister-who-helps?soort=plaatjes")
ARNHEM_THEME = Path(__file__).resolve().parents[2] / "assets" / "tokens" / "arnhem.css"
NOTHING = "Er is nog niets te zien"
LAST_GOOD = "Je ziet de laatste goede tekst"
WISHES = "Wat wil je graag?"


class Editor:
    """Somebody with a content folder of their own, who saves files and looks at pages."""

    def __init__(self, folder: Path, *, later: Callable[[Callable[[], None]], None]) -> None:
        self.folder = folder
        self.saved = 0
        self.client = Client(Bench(Settings(content_dir=folder), later=later))

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=HERE)

    def see(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, path
        return response.text

    def save(self, file: str, text: str) -> None:
        """Save a file at a later second than all before."""
        self.saved += 1
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (self.saved, self.saved))

    def rewrite(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        self.save(file, text.replace(old, new))


@pytest.fixture(scope="module")
def ours() -> Editor:
    """The workbench over the content that we ship: nobody saves anything in it."""
    return Editor(OURS, later=lambda _work: None)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """An editor with copies of the questions and of one municipality."""
    shutil.copy(OURS / "questionnaire.toml", tmp_path)
    (tmp_path / "municipalities").mkdir()
    shutil.copy(OURS / "municipalities" / "arnhem.toml", tmp_path / "municipalities")
    return Editor(tmp_path, later=lambda _work: None)


@pytest.mark.parametrize("slug", municipality_files(OURS))
def test_every_page_of_every_municipality_is_there(ours: Editor, slug: str):
    for place in PLACES:
        assert NOTHING not in ours.see(f"/{slug}/nl/{place}")


@pytest.mark.matrix
@pytest.mark.parametrize("slug", municipality_files(OURS))
@pytest.mark.parametrize("lang", ["ar", "en", "pl", "ti", "tr", "uk"])
def test_every_page_is_there_in_every_language(ours: Editor, slug: str, lang: str):
    for place in (*PLACES, "mensen/sister-who-helps?soort=twee-talen"):
        assert NOTHING not in ours.see(f"/{slug}/{lang}/{place}")


def test_every_part_and_every_person_is_there(ours: Editor):
    overview = ours.see("/arnhem/nl/")
    parts = re.findall(r'href="(/arnhem/nl/vragen/\w+)"', overview)

    assert len(set(parts)) >= 8
    assert all('class="bench-screen' in ours.see(part) for part in parts)
    for name in people():
        assert f'href="/arnhem/nl/mensen/{name}"' in overview
        assert "Op papier" in ours.see(f"/arnhem/nl/mensen/{name}")


def test_the_bare_address_leads_to_the_municipality_of_the_instance(ours: Editor):
    assert ours.get("/").location == "/arnhem/nl/"
    assert ours.get("/arnhem/xx/").location == "/arnhem/nl/"


@pytest.mark.parametrize("place", ["vragen/nowhere", "mensen/nobody", "mensen/one-answer/x", "x"])
def test_what_does_not_exist_is_a_page_that_says_so(ours: Editor, place: str):
    response = ours.get(f"/arnhem/nl/{place}")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


def test_a_question_says_where_it_is_and_when_it_is_asked(ours: Editor):
    page = ours.see("/arnhem/nl/vragen/want")

    assert "<code>paid_work_when</code>" in page
    assert f'bij <q lang="nl">{WISHES}</q> is gekozen: <strong lang="nl">Betaald werk' in page
    assert "<form" not in page


def test_the_helper_can_be_looked_at_too(ours: Editor):
    assert "helper-text" not in ours.see("/arnhem/nl/vragen/want")
    assert "helper-text" in ours.see("/arnhem/nl/vragen/want?helper=ja")
    assert "helper-text" not in ours.see("/arnhem/nl/vragen/private?helper=ja")


def test_the_route_of_some_answers_is_explained(ours: Editor):
    page = ours.see("/arnhem/nl/volgende-stap/?residence=no&wishes=x&paid_work_when=soon")

    main, off = page.split("Dit komt er niet uit")
    assert "Deze regel is de eerste die klopt. <code>elsewhere</code>" in main
    assert "Deze vraag valt weg" in main
    assert "Maar de eerste stap staat altijd alleen. <code>orientation</code>" in off


def test_the_map_is_a_file_by_itself(ours: Editor):
    response = ours.get("/arnhem/nl/kaart/kaart.svg")

    assert response.mimetype == "image/svg+xml"
    assert 'filename="kaart-arnhem-nl.svg"' in response.headers["Content-Disposition"]
    assert WISHES in response.text


def test_papers_open_in_the_browser(ours: Editor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("wizard.workbench.papers.render_pdf", lambda _paper: b"%PDF-")
    pdf = ours.get("/arnhem/nl/mensen/one-answer/card")
    text = ours.get("/arnhem/nl/mensen/one-answer/text")

    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert "attachment" not in pdf.headers["Content-Disposition"]
    assert "Content-Security-Policy" not in pdf.headers
    assert text.mimetype == "text/plain"


def test_pages_are_guarded_as_those_of_the_site(ours: Editor):
    response = ours.get("/arnhem/nl/")

    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    elsewhere = ours.client.get("/arnhem/nl/", base_url="http://evil.example")
    assert elsewhere.status_code == 400


def test_another_state_of_the_files_has_another_version_and_what_is_new_is_escaped(editor: Editor):
    first = editor.see("/versie")
    assert editor.see("/versie") == first

    editor.rewrite("questionnaire.toml", WISHES, "<script>alert(1)</script>")
    second = editor.see("/versie")

    assert second != first
    assert f'data-version="{second}"' in editor.see("/arnhem/nl/")
    for place in PLACES:
        assert "<script>alert" not in editor.see(f"/arnhem/nl/{place}")
    assert "&lt;script&gt;alert" in editor.see("/arnhem/nl/vragen/want")


def test_a_broken_file_is_told_of_and_the_last_good_page_stays(editor: Editor):
    assert LAST_GOOD not in editor.see("/arnhem/nl/vragen/want")
    whole = (editor.folder / "questionnaire.toml").read_text("utf-8")

    editor.save("questionnaire.toml", f"{whole}\nthis is = = no TOML\n")
    broken = editor.see("/arnhem/nl/vragen/want")

    assert LAST_GOOD in broken
    assert WISHES in broken
    assert "<code>questionnaire.toml" in broken
    assert str(len(whole.splitlines()) + 2) in broken.split("bench-problems")[1]
    editor.save("questionnaire.toml", whole)
    assert LAST_GOOD not in editor.see("/arnhem/nl/vragen/want")


def test_what_cannot_be_rendered_leaves_the_last_good_page(editor: Editor):
    rules = "/arnhem/nl/volgende-stap/"
    assert "orientation" in editor.see(rules)

    editor.rewrite("municipalities/arnhem.toml", 'question = "age"', 'question = "aeg"')
    broken = editor.see(rules)

    assert LAST_GOOD in broken
    assert "unknown question aeg" in broken
    assert LAST_GOOD not in editor.see("/arnhem/nl/teksten/"), "this page can be made as it is"


def test_content_that_was_never_good_says_what_is_wrong(tmp_path: Path):
    editor = Editor(tmp_path, later=lambda _work: None)
    editor.save("questionnaire.toml", "version = ")

    page = editor.see("/arnhem/nl/")

    assert NOTHING in page
    assert "questionnaire.toml" in page
    (tmp_path / "questionnaire.toml").unlink()
    assert "<h1" in editor.see("/arnhem/nl/vragen/want")


def test_an_editors_own_person_is_shown_and_told_of_when_broken(editor: Editor):
    editor.save("people/fatima.toml", '# Een moeder.\n[answers.wishes]\npicks = ["learn"]\n')
    assert "Een moeder." in editor.see("/arnhem/nl/mensen/")
    assert "Op papier" in editor.see("/arnhem/nl/mensen/fatima")

    editor.save("people/fatima.toml", '[answers.wihses]\npicks = ["learn"]\n')
    assert "no question is called wihses" in editor.see("/arnhem/nl/")
    assert "passen niet bij de vragen" in editor.see("/arnhem/nl/mensen/fatima")
    assert editor.get("/arnhem/nl/mensen/fatima/plan").status_code == 404
    assert ">fatima</a>" not in editor.see("/arnhem/nl/volgende-stap/")


@pytest.mark.matrix
def test_a_theme_is_shown_as_soon_as_it_is_saved(editor: Editor):
    before = re.findall(r"/static/themes/[^\"]+", editor.see("/arnhem/nl/"))
    editor.save("themes/arnhem.css", ARNHEM_THEME.read_text().replace("#0f4a85", "#0f4a86"))

    after = re.findall(r"/static/themes/[^\"]+", editor.see("/arnhem/nl/"))
    assert after != before
    assert "#0f4a86" in editor.see(after[0])


def test_what_takes_longer_is_looked_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hard = Problem("arnhem.toml", "name", "this is jargon", "warning")
    monkeypatch.setattr("wizard.workbench.bench.later_problems", lambda _found, _own: [hard])
    work: list[Callable[[], None]] = []
    editor = Editor(tmp_path, later=work.append)
    assert "Ik kijk de taal en de vertalingen nog na" in editor.see("/arnhem/nl/")
    version = editor.see("/versie")

    work.pop()()

    assert editor.see("/versie") != version
    assert "this is jargon" in editor.see("/arnhem/nl/")


def test_without_scripts_the_page_can_refresh_itself(ours: Editor):
    assert "http-equiv" not in ours.see("/arnhem/nl/")
    assert '<meta http-equiv="refresh" content="5">' in ours.see("/arnhem/nl/?ververs")


def test_the_workbench_is_for_this_computer_only():
    assert [loopback(host) for host in ("127.0.0.1", "::1", "localhost")]
    for host in ("0.0.0.0", "192.168.1.10", "example.nl", "::"):  # noqa: S104 - it is refused
        with pytest.raises(SettingsError):
            loopback(host)
