"""The map of a questionnaire: as a picture, as a list that says the same, and as a file."""

from __future__ import annotations

from flask import Blueprint, Response, g

from wizard.core.drawing import Drawing, drawing_of
from wizard.core.municipality import Edition
from wizard.core.questionnaire_map import Link, QuestionnaireMap, map_of
from wizard.web.site import current_showcase
from wizard.web.templating import render_page

blueprint = Blueprint("picture", __name__, url_prefix="/kaart")


@blueprint.get("/")
def show() -> str:
    """Show the map and the list."""
    edition: Edition = g.edition
    shown = _map(edition)
    titles = _titles(edition)
    return render_page(
        "workbench/map.html", map=shown, titles=titles, drawing=_drawing(shown, titles)
    )


@blueprint.get("/kaart.svg")
def as_svg() -> Response:
    """Send the picture by itself."""
    edition: Edition = g.edition
    drawing = _drawing(_map(edition), _titles(edition))
    name = f"kaart-{edition.municipality.slug}-{edition.lang}.svg"
    return Response(
        render_page("workbench/drawing.svg", drawing=drawing),
        mimetype="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _map(edition: Edition) -> QuestionnaireMap:
    slug = edition.municipality.slug
    return map_of(
        current_showcase().editions.shared_questions(slug, edition.lang), edition.questionnaire
    )


def _titles(edition: Edition) -> dict[str, str]:
    return {question.id: question.text for question in edition.questionnaire.questions()}


def _drawing(shown: QuestionnaireMap, titles: dict[str, str]) -> Drawing:
    def label(link: Link) -> str:
        asked, answers = f"“{titles[link.source]}”", " of ".join(link.choices)
        if link.opens:
            number = len(link.opens)
            counted = "1 antwoord hangt" if number == 1 else f"{number} antwoorden hangen"
            return f"{counted} af van {asked}"
        return f"{'Niet' if link.negated else 'Alleen'} bij {asked}: {answers}"

    return drawing_of(shown, label)
