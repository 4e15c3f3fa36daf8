"""axe-core on a page as it is: all of its rules, also what is best practice, AAA or new.

Left out are `color-contrast`, as `color-contrast-enhanced` asks for more (7:1 instead of 4.5:1),
and `css-orientation-lock`, for which axe-core fetches every style sheet of every page again:
tests/guards/test_assets.py looks at the sheets themselves.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.colours import COLOURS

PROGRAM = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
UNSURE = f"""{COLOURS}
const readable = tag => {{
  const style = getComputedStyle(tag), size = parseFloat(style.fontSize);
  const large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
  return contrast(colour(style.color), backdrop(tag)) >= (large ? 4.5 : 7);
}};
"""
"""axe-core gives up where a pseudo-element paints the background, or a sticky bar passes by."""

RUN = f"""rules => {{
  {UNSURE}
  const left_out = ['color-contrast', 'css-orientation-lock'];
  const line = (rule, node) => [rule.id, node.element?.outerHTML.slice(0, 160) ?? node.html,
    [...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')].join(' | ');
  const every = axe.getRules().map(rule => rule.ruleId).filter(id => !left_out.includes(id));
  return axe.run(document, {{
    preload: false, resultTypes: ['violations', 'incomplete'], elementRef: true, selectors: false,
    runOnly: {{type: 'rule', values: rules ?? every}},
  }}).then(found => ({{
    broken: found.violations.map(rule => rule.id),
    looked_at: found.passes.length,
    complaints: [
      ...found.violations.flatMap(rule => rule.nodes.map(node => line(rule, node))),
      ...found.incomplete.filter(rule => rule.id === 'color-contrast-enhanced').flatMap(rule =>
        rule.nodes.filter(node => !readable(node.element)).map(node => line(rule, node))),
    ],
  }}));
}}"""
CONTRAST = ("color-contrast-enhanced", "link-in-text-block")
"""The rules whose outcome another theme can change."""


class Report:
    """What axe-core says about a page.

    `broken` are the rules that are broken, `looked_at` counts those that found something to
    look at and nothing wrong with it, `complaints` says what is wrong and where. Text on a
    background that axe-core cannot make out counts as wrong unless we can, and find it readable.
    """

    def __init__(self, page: Page, *rules: str) -> None:
        """Run all rules, or only these."""
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(PROGRAM.read_text())
        found: dict[str, Any] = page.evaluate(RUN, list(rules) or None)
        self.broken: set[str] = set(found["broken"])
        self.looked_at: int = found["looked_at"]
        self.complaints: list[str] = found["complaints"]
