"""Hundreds of municipalities in seven languages do not all stay in memory."""

from wizard import i18n
from wizard.i18n import Editions
from wizard.settings import Settings

PLACES = ("arnhem", "ede", "oss")


def test_the_edition_that_nobody_asked_for_lately_goes_and_comes_back_the_same(monkeypatch):
    monkeypatch.setattr(i18n, "EDITIONS_KEPT", 2)
    editions = Editions(Settings().content_dir)
    first = [editions.find(slug, "nl") for slug in PLACES]
    assert editions.find("oss", "nl") is first[2]
    again = editions.find("arnhem", "nl")
    assert again is not first[0]
    assert again == first[0]
