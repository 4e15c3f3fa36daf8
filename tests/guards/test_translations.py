"""The catalogues that translators work from hold exactly the texts of today."""

import pytest
from jinja2 import TemplateSyntaxError

from tools import extract_translations as extraction

BAD_TEMPLATE = "<p>{{ _('Nog niet vertaald') }}</p>{% trans n=2 %}Twee {{ n }}{% endtrans %}"


@pytest.mark.parametrize("domain", sorted(extraction.SOURCES))
def test_the_committed_catalogue_is_current(domain):
    committed = extraction.path_of(domain).read_text(encoding="utf-8")
    assert committed == extraction.catalogue(domain), "run `make translations`"


@pytest.mark.parametrize("domain", sorted(extraction.SOURCES))
def test_a_catalogue_has_texts_and_no_date(domain):
    texts = extraction.path_of(domain).read_text(encoding="utf-8")
    assert texts.count("\nmsgid ") > 1
    assert "POT-Creation-Date" not in texts


def test_the_guard_sees_a_new_text(tmp_path):
    (tmp_path / "templates").mkdir()
    before = extraction.catalogue("messages", tmp_path)
    (tmp_path / "templates" / "new.html").write_text(BAD_TEMPLATE)
    after = extraction.catalogue("messages", tmp_path)
    assert before != after
    assert 'msgid "Nog niet vertaald"' in after
    assert 'msgid "Twee %(n)s"' in after


def test_a_broken_template_is_told_not_passed_over(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken.html").write_text("{% if %}")
    with pytest.raises(TemplateSyntaxError):
        extraction.catalogue("messages", tmp_path)
