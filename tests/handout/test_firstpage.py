"""When page 1 cannot hold what belongs there, page 2 goes on without a gap."""

import io

import pikepdf
import pytest
from bs4 import BeautifulSoup

from tests.handout.samples import empty_draft, html_of, longest_draft, plan_of, usual_draft
from wizard.core.answers import Answer
from wizard.handout.firstpage import overflows
from wizard.handout.pdf import render_pdf
from wizard.handout.plan import plan_paper

MORE = {"hope": Answer(text="Ik wil weer naar buiten.\n" * 12)}


@pytest.mark.parametrize("draft", [empty_draft(), empty_draft(hope=Answer(text="Rust."))])
def test_a_short_plan_keeps_its_two_pages_apart(draft):
    assert not overflows(plan_of(draft))
    assert "flowing" not in BeautifulSoup(html_of(draft), "html.parser").body["class"]


@pytest.mark.parametrize("draft", [usual_draft(**MORE), longest_draft()])
def test_a_long_plan_flows(draft):
    assert overflows(plan_of(draft))
    assert "flowing" in BeautifulSoup(html_of(draft), "html.parser").body["class"]


def test_more_on_page_1_costs_one_page_and_not_two():
    document = pikepdf.open(pdf_file(plan_paper(plan_of(usual_draft(**MORE)), demo=False)))

    assert len(document.pages) == 3


def pdf_file(paper):
    return io.BytesIO(render_pdf(paper))
