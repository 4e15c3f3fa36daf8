"""What can be wrong with how a page stands on the screen. Each check returns complaints."""

from playwright.sync_api import Page

VISIBLE = """const seen = tag => {
  const box = tag.getBoundingClientRect();
  const modal = document.querySelector('dialog:modal');  // all the rest is out of reach
  return tag.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1
    && (modal?.contains(tag) ?? true)
    && !tag.closest('.visually-hidden, .nl-skip-link, .default-button')
    && getComputedStyle(tag.closest('thead') ?? tag).clipPath !== 'inset(50%)';
};
const named = tag => (tag.innerText || tag.labels?.[0]?.innerText || tag.localName).trim();
"""
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [`${wide} px too wide`] : [];
}"""
SMALL = f"""least => {{
  {VISIBLE}
  const whole = '.choice, .switch, .bench-form label';
  const target = tag => (tag.closest(whole) ?? tag).getBoundingClientRect();
  const inline = tag => tag.localName === 'a' && getComputedStyle(tag).display === 'inline';
  const controls = document.querySelectorAll('a[href], button, summary, input, textarea');
  return [...controls].filter(seen).filter(tag => {{
    const box = target(tag);
    return Math.min(box.width, box.height) + 0.01 < (inline(tag) ? 24 : least);
  }}).map(tag => `${{named(tag)}}: ${{target(tag).width}} x ${{target(tag).height}}`);
}}"""
NEAR = f"""() => {{
  {VISIBLE}
  const ROOM = 8;
  const targets = [...document.querySelectorAll('a[href], button, summary, input, textarea')]
    .filter(seen).filter(tag => getComputedStyle(tag).display !== 'inline')
    .map(tag => tag.closest('.choice, .switch') ?? tag);
  const boxes = targets.map(tag => tag.getBoundingClientRect());
  const apart = (one, other) => Math.max(one.left - other.right, other.left - one.right,
    one.top - other.bottom, other.top - one.bottom) + 0.01 >= ROOM;
  return targets.flatMap((tag, place) => targets.slice(place + 1)
    .filter(other => tag.closest('.actions') === other.closest('.actions'))
    .filter(other => !tag.contains(other) && !other.contains(tag))
    .filter(other => !apart(boxes[place], boxes[targets.indexOf(other)]))
    .map(other => `${{named(tag)}} and ${{named(other)}}`));
}}"""
ONWARDS = """() => {
  const next = document.querySelector('#question .actions .nl-button--primary');
  const box = next?.getBoundingClientRect();
  return box && (box.top < 0 || box.bottom > innerHeight) ? ['Verder is out of sight'] : [];
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
"""The spacing that a reader may set (WCAG 1.4.12)."""
CLIPPED = f"""css => {{
  {VISIBLE}
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  const scrolls = overflow => ['auto', 'scroll'].includes(overflow);
  const cut = [...document.body.querySelectorAll('*')].filter(seen).filter(tag => {{
    const style = getComputedStyle(tag);
    if (tag.matches('textarea, input, svg *')) return false;  // scrolls, or hides nothing
    if (style.display.startsWith('inline') && style.display !== 'inline-block') return false;
    const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    const speaks = [...tag.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return (hides || speaks) && tag.scrollWidth > tag.clientWidth + 1 && tag.clientWidth > 0
      || hides && !scrolls(style.overflowY) && tag.scrollHeight > tag.clientHeight + 1;
  }});
  document.adoptedStyleSheets = [];
  return cut.map(tag => `${{tag.localName}}.${{tag.className}}: ${{named(tag).slice(0, 40)}}`);
}}"""


def scrolls_sideways(page: Page) -> list[str]:
    """Say by how much the page is wider than the screen."""
    return _found(page, "sideways", page.evaluate(SIDEWAYS))


def small_targets(page: Page, least: int = 48) -> list[str]:
    """Name what is hard to hit: below 48 CSS px, and below 24 for a link within a text."""
    return _found(page, "small", page.evaluate(SMALL, least))


def near_targets(page: Page) -> list[str]:
    """Name what is hard to hit without its neighbour: less than 8 CSS px apart."""
    return _found(page, "near", page.evaluate(NEAR))


def verder_out_of_sight(page: Page) -> list[str]:
    """Tell whether someone must scroll to find Verder."""
    return _found(page, "scroll", page.evaluate(ONWARDS))


def clipped_when_spaced(page: Page) -> list[str]:
    """Name what no longer fits when the reader spaces out the text."""
    return _found(page, "clipped", page.evaluate(CLIPPED, SPACED))


def _found(page: Page, what: str, complaints: list[str]) -> list[str]:
    return [f"{page.title()} | {what} | {complaint}" for complaint in complaints]
