"""What comes of helping together on paper: the guides, the agreements and the helper's words."""

import pikepdf
import pytest

from tests.handout.checks import faults_of
from tests.handout.samples import HELPER, html_of, paper_of, usual_draft
from tests.handout.test_pdf import text_of
from wizard.core.draft import HelperWords
from wizard.core.followup import AGREEMENTS_MOST, Agreement, Round
from wizard.handout.guide import guide_paper
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf

KEPT_AND_SEEN = {
    "coaches": ("Jouw woorden bewaren wij bij het plan", "De persoon ziet ze"),
    "caregivers": ("Jouw woorden blijven bewaard bij het plan", "De persoon kan ze lezen"),
}
LABEL = "Dit wil mijn jobcoach erbij zeggen:"
EXPLAINED = "Dit teken kunnen wij niet printen. Schrijf het er zelf bij."
AGREED = Agreement(who="Sam", what="De kringloop bellen", when="Maandag")
PHONE = "Jo, 026 000 00 00"


def guide_of(guide):
    return guide_paper(guide, "Voor wie helpt", lang="nl", demo=True)


def printed(paper, path):
    path.write_bytes(render_pdf(paper))
    return path


def agreed_draft(*lines, person=PHONE):
    return usual_draft().with_after(Round(agreements=lines, fixed_person=person))


@pytest.fixture(params=KEPT_AND_SEEN)
def guide(request, tmp_path):
    return printed(guide_of(request.param), tmp_path / "guide.pdf")


def test_a_guide_is_one_tagged_page_that_passes_the_checks_of_pdf_ua(guide):
    assert faults_of(guide) == []
    with pikepdf.open(guide) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "nl"


@pytest.mark.parametrize("guide", KEPT_AND_SEEN)
def test_a_guide_says_that_the_helpers_words_are_kept_and_seen(guide, tmp_path):
    text = text_of(printed(guide_of(guide), tmp_path / "guide.pdf"))
    for words in KEPT_AND_SEEN[guide]:
        assert words in text


def test_a_guide_that_grew_too_long_would_be_seen(tmp_path):
    html = guide_of("coaches").html.replace("</body>", "<p>Nog een regel.</p>" * 60 + "</body>")
    longer = Paper(html, "guide")
    with pikepdf.open(printed(longer, tmp_path / "longer.pdf")) as document:
        assert len(document.pages) > 1


def test_what_was_agreed_is_printed_in_full(tmp_path):
    path = printed(paper_of(agreed_draft(AGREED)), tmp_path / "plan.pdf")
    assert faults_of(path) == []
    text = text_of(path)
    for words in ("Sam", "De kringloop bellen", "Maandag", PHONE):
        assert words in text


def test_every_agreement_fits_on_the_plan(tmp_path):
    lines = [Agreement(who=f"Wie {n}", what="x" * 200, when="Ooit") for n in range(AGREEMENTS_MOST)]
    path = printed(paper_of(agreed_draft(*lines)), tmp_path / "plan.pdf")
    assert faults_of(path) == []
    assert f"Wie {AGREEMENTS_MOST - 1}" in text_of(path)


@pytest.mark.parametrize("place", ["who", "what", "when", "person"])
def test_a_sign_that_cannot_be_printed_in_an_agreement_is_explained(place):
    typed = {place: "Sam 😀\u202e"}
    person = typed.pop("person", "")
    html = html_of(agreed_draft(Agreement(**typed), person=person))
    assert "😀" not in html
    assert "\u202e" not in html
    assert EXPLAINED in html
    assert EXPLAINED not in html_of(agreed_draft(AGREED))


@pytest.mark.parametrize("agrees", [True, False])
def test_the_helpers_words_are_printed_with_their_role_when_the_resident_agrees(agrees, tmp_path):
    words = HelperWords(text=HELPER, on_paper=agrees)
    path = printed(paper_of(usual_draft().with_helper("can", words)), tmp_path / "plan.pdf")
    assert (f"{LABEL} {HELPER}" in text_of(path)) is agrees
    assert (HELPER in text_of(path)) is agrees
