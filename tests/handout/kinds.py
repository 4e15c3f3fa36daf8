"""Every paper that a person can take home, made of one draft.

A kind of the product's registry is here by itself; one that needs more than a draft gets a line in
MORE.
"""

from collections.abc import Callable

from tests.handout.samples import EDITION, TODAY, empty_draft, plan_of
from wizard.core.draft import Draft
from wizard.handout.codecard import CodeCard
from wizard.handout.guide import guide_paper
from wizard.handout.kinds import KINDS, SAMPLE_CODE, Wanted
from wizard.handout.paper import Paper
from wizard.handout.plan import plan_paper


def strip(draft: Draft) -> Paper:
    """Return the plan with the code to cut off."""
    plan = plan_of(draft)
    return plan_paper(plan, demo=False, card=CodeCard(SAMPLE_CODE, plan.mark, TODAY, plan.lang))


def guide(_draft: Draft) -> Paper:
    """Return the guide for coaches, which is the same for everyone."""
    return guide_paper("coaches", "Voor wie helpt", lang="nl", demo=False)


NO_PAPER = {"text", "json"}
MORE: dict[str, Callable[[Draft], Paper]] = {"strip": strip, "guide": guide}


def papers_of(draft: Draft) -> dict[str, Paper]:
    """Return every kind of paper by its name; kinds that are no paper are left out."""
    wanted = Wanted(draft=draft, edition=EDITION, dutch=EDITION, today=TODAY, demo=False)
    made = {name: KINDS[name](wanted) for name in KINDS if name not in NO_PAPER}
    assert all(isinstance(paper, Paper) for paper in made.values())
    return made | {name: make(draft) for name, make in MORE.items()}


NAMES = tuple(papers_of(empty_draft()))
FOR_EVERYONE = {"card", "guide", "questions-short", "questions-long"}
ABOUT_ME = tuple(name for name in NAMES if name not in FOR_EVERYONE)
"""The kinds on which a person's own words stand."""
UNLIKE = tuple(name for name in ABOUT_ME if name not in MORE)
"""Those of them that are laid out each in their own way."""
