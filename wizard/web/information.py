"""Pages for everyone, also without a draft: help, privacy, the rules, paper, words."""

from __future__ import annotations

from flask import Blueprint, abort, g
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.explain import explain_rules, questions_read
from wizard.core.paper_questions import blank_questions
from wizard.web.addresses import resume_url
from wizard.web.downloads import send_printed
from wizard.web.offer import find_offer
from wizard.web.paperforall import LENGTHS, printed_for_all
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import find_visit

blueprint = Blueprint("information", __name__)


@blueprint.get("/nu-hulp")
def help_now() -> str:
    """Show whom to call, in a page of its own."""
    return _page("information/help_now.html")


@blueprint.get("/hulp")
def website_help() -> str:
    """Show the ways to read, hear and fill in this site, and what it does not offer."""
    recordings = current_site().recordings.of(g.edition)
    return _page("information/website_help.html", has_recordings=bool(recordings))


@blueprint.get("/papier")
def paper() -> str:
    """Show the ways to get the plan on paper."""
    return _page("information/paper.html")


@blueprint.get("/vragen-op-papier", defaults={"length": "kort"})
@blueprint.get("/vragen-op-papier/<any(lang):length>")
def questions(length: str) -> str:
    """Show the questions with room to write, to print and fill in by hand."""
    lists = {name: blank_questions(g.edition.questionnaire, LENGTHS[name]) for name in LENGTHS}
    return _page("information/questions.html", length=length, lists=lists, parts=lists[length])


@blueprint.get("/vragen-op-papier/<any(kort, lang):length>.pdf")
def questions_pdf(length: str) -> AnyResponse:
    """Send the questions as a PDF, to print and fill in by hand."""
    return send_printed(printed_for_all(length), f"vragen-op-papier-{length}")


@blueprint.get("/uitkomsten")
def outcomes() -> str:
    """Show what can come out of the first talks."""
    return _page("information/outcomes.html")


@blueprint.get("/zo-werkt-het")
def how_it_works() -> str:
    """Tell how it goes in this municipality, each thing with its source and year."""
    if not g.edition.municipality.about:
        abort(404)
    return _page("information/how_it_works.html")


@blueprint.get("/zo-kiezen-wij")
def rules() -> str:
    """Explain every routing rule, from the rules themselves."""
    return _page(
        "information/rules.html",
        rules=explain_rules(g.edition),
        questions=questions_read(g.edition),
    )


@blueprint.get("/woorden")
def words() -> str:
    """Explain every word of the glossary."""
    terms = sorted(g.edition.terms, key=lambda term: term.word.casefold())
    return _page("information/words.html", terms=terms)


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept, how, until when, and what that does not protect from."""
    return _page(
        "information/privacy.html", settings=current_site().settings, offer=find_offer(g.edition)
    )


@blueprint.get("/toegankelijkheid")
def accessibility() -> str:
    """State how accessible this is and what is not known yet."""
    return _page("information/accessibility.html")


@blueprint.get("/voor-professionals")
def professionals() -> str:
    """Tell the professional who receives a plan what it is and what it is not."""
    return _page("information/professionals.html", offer=find_offer(g.edition))


@blueprint.get("/voor-begeleiders")
def coaches() -> str:
    """Tell job coaches and supporters how to help without steering."""
    return _page("information/coaches.html")


@blueprint.get("/voor-mantelzorgers")
def caregivers() -> str:
    """Tell family and friends how to help, in the plainest words."""
    return _page("information/caregivers.html")


@blueprint.get("/voor-begeleiders/pdf", defaults={"guide": "coaches"})
@blueprint.get("/voor-mantelzorgers/pdf", defaults={"guide": "caregivers"})
def guide_pdf(guide: str) -> AnyResponse:
    """Send one of the two guides as a PDF."""
    return send_printed(printed_for_all(guide), f"startplan-{guide}")


def _page(template: str, **values: object) -> str:
    """Render a page that leads a person with a draft back to where they were."""
    visit = find_visit()
    return render_page(
        template,
        mark=visit.mark if visit else "",
        resume_url=resume_url(visit) if visit else None,
        **values,
    )
