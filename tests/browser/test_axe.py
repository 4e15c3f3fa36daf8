"""Proof that axe-core looks: it finds what is wrong on a bad page, and only that."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import CONTRAST, Report

SEEDED = {
    "document-title": "",
    "html-has-lang": "<title>Bad</title>",
    "image-alt": "<img src='data:,'>",
    "label": "<input type=text>",
    "button-name": "<button></button>",
    "link-name": "<a href='/'></a>",
    "color-contrast-enhanced": "<p style='color: #666; background: #fff'>Faint</p>",
    "heading-order": "<h1>One</h1><h4>Four</h4>",
    "page-has-heading-one": "<h2>Two</h2>",
    "landmark-one-main": "<h1>One</h1>",
    "region": "<p>Outside</p><main>Inside</main>",
    "aria-valid-attr-value": "<input aria-label=A aria-invalid=maybe>",
    "aria-allowed-attr": "<p aria-checked=true>A</p>",
    "aria-hidden-focus": "<div aria-hidden=true><button>A</button></div>",
    "list": "<ul><p>A</p></ul>",
    "tabindex": "<button tabindex=3>A</button>",
    "target-size": "<style>a {font-size: 9px}</style><a href=/a>a</a><br><a href=/b>b</a>",
    "meta-viewport": "<meta name=viewport content='width=device-width, user-scalable=no'>",
    "skip-link": "<a href='#nowhere' style='position: absolute; left: -999px'>Skip</a>",
}
PSEUDO = """<!doctype html><html lang=nl><title>Goed</title><style>
p {{ position: relative; isolation: isolate; color: {ink} }}
p::before {{ content: ''; position: absolute; inset: 0; z-index: -1; background: #fff }}
</style><main><h1>Een</h1><p>Tekst</p></main>"""
GOOD = "<!doctype html><html lang=nl><title>Goed</title><main><h1>Een</h1><p>Tekst</p></main>"
RULES_LEAST = 8
"""How many rules have something to look at on the good page: not all may be 'inapplicable'."""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_fault_is_found(page: Page, rule: str):
    page.set_content(SEEDED[rule])
    report = Report(page)
    assert rule in report.broken
    assert any(complaint.startswith(f"{rule} | ") for complaint in report.complaints)


def test_a_good_page_is_looked_at_and_found_good(page: Page):
    page.set_content(GOOD)
    report = Report(page)
    assert report.complaints == []
    assert report.looked_at >= RULES_LEAST


def test_text_on_a_painted_background_is_judged_by_us(page: Page):
    page.set_content(PSEUDO.format(ink="#222"))
    assert Report(page, *CONTRAST).complaints == []
    page.set_content(PSEUDO.format(ink="#999"))
    assert len(Report(page, *CONTRAST).complaints) == 1
