"""Where a plan is at home: in the municipality whose questions it answers."""

from __future__ import annotations

from flask import g, url_for

from wizard.core.draft import Draft
from wizard.core.municipality import Edition
from wizard.errors import PlaceNotServed
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web.places import page_below
from wizard.web.site import current_site


def home_edition(draft: Draft) -> Edition:
    """Return the edition in which a draft was started, in this request's language if it can be.

    Whatever the address says: other questions would change what a person told. Raises
    PlaceNotServed.
    """
    slug = draft.shared.municipality or current_site().settings.municipality
    found = edition_at(slug, draft.shared.lang)
    if found is None:
        raise PlaceNotServed("a plan of a municipality without pages here")
    return found


def edition_at(slug: str, lang: str = SOURCE_LANGUAGE) -> Edition | None:
    """Return a municipality's edition in this request's language, or else in `lang` or Dutch.

    None where it has no pages here.
    """
    langs = (g.edition.lang, lang, SOURCE_LANGUAGE)
    found = (current_site().find_edition(slug, lang) for lang in langs)
    return next(filter(None, found), None)


def same_page_at(edition: Edition) -> str:
    """Return the address of the page that this request is for, in another municipality."""
    return page_below(start_of(edition))


def start_of(edition: Edition) -> str:
    """Return the address of a municipality's start page."""
    return url_for("start.show", municipality=edition.municipality.slug, lang=edition.lang)
