"""The plan of each municipality, with its own questions answered, keeps to both standards."""

import pytest

from tests.browser.states_municipalities import told
from tests.core.municipalities import EDITIONS
from tests.handout.checks import faults_of
from tests.handout.samples import TODAY
from tests.handout.test_pdf import text_of
from wizard.core.plan import build_plan
from wizard.handout.pdf import render_pdf
from wizard.handout.plan import plan_paper


@pytest.mark.parametrize("slug", EDITIONS)
def test_a_plan_with_what_only_this_municipality_asks_is_a_good_pdf(slug, tmp_path):
    plan, path = build_plan(EDITIONS[slug], told(slug), TODAY), tmp_path / "plan.pdf"
    path.write_bytes(render_pdf(plan_paper(plan, demo=False)))
    assert faults_of(path) == []
    printed = "".join(text_of(path).split())
    added = {own.question.id for own in EDITIONS[slug].municipality.questions.add}
    lines = [line.text for line in plan_lines(plan, added)]
    assert bool(lines) == bool(added)
    assert all("".join(line.split()) in printed for line in lines)


def plan_lines(plan, questions):
    """Return what the plan says of these questions, wherever it says it."""
    items = [item for chapter in plan.chapters.values() for item in chapter.items]
    return [line for item in items if item.question in questions for line in item.lines]
