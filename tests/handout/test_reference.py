"""What was sent has a reference on every paper; what was not leaves no trace of one."""

from datetime import date

import pytest

from tests.browser.words import in_language
from tests.handout.kinds import ABOUT_ME, papers_of
from tests.handout.samples import EDITION, usual_draft
from tests.handout.test_pdf import text_of
from tests.handout.two_languages import real_edition
from wizard.core.draft import Draft
from wizard.core.sent import SentCase
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf

DAY = date(2026, 11, 22)
LINK = SentCase(id="ab", reply_key="cd", reference="ABCD4679", desk="arnhem/caw", sent_on=DAY)
SENT, NOT_SENT = usual_draft().with_sent((LINK,)), usual_draft()


@pytest.mark.parametrize("kind", ABOUT_ME)
def test_a_paper_of_what_was_sent_has_its_reference(kind):
    assert "ABCD 4679" in papers_of(SENT)[kind].html
    assert "Kenmerk" not in papers_of(NOT_SENT)[kind].html


def test_the_text_has_it_too():
    wanted = Wanted(draft=SENT, edition=EDITION, dutch=EDITION, today=DAY, demo=False)
    assert "Kenmerk: ABCD 4679" in str(KINDS["text"](wanted))


def test_it_stands_on_the_printed_page(tmp_path):
    printed = tmp_path / "plan.pdf"
    printed.write_bytes(render_pdf(papers_of(SENT)["plan"]))
    assert "ABCD 4679" in text_of(printed)


def test_a_paper_of_what_was_not_sent_leaves_no_empty_place_for_one_in_arabic():
    arabic = real_edition("ar")
    label = in_language("Kenmerk:", "ar")

    def paper(draft: Draft) -> str:
        wanted = Wanted(draft=draft, edition=arabic, dutch=EDITION, today=DAY, demo=False)
        made = KINDS["bilingual"](wanted)
        assert isinstance(made, Paper)
        return made.html

    assert label in paper(SENT)
    assert label not in paper(NOT_SENT)
