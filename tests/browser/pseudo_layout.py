"""What longer words and the other direction can do to a page. Each check returns complaints."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.layout import CLIPPED, VISIBLE

PIECES = f"""{VISIBLE}
const blockOf = tag => {{
  while (getComputedStyle(tag).display.startsWith('inline')) tag = tag.parentElement;
  return tag;
}};
const amidText = tag => {{
  const {{display}} = getComputedStyle(tag), around = [...tag.parentElement.childNodes];
  return display === 'inline'
    || display.startsWith('inline') && around.some(node => node.nodeType === 3 && node.data.trim());
}};
const layerOf = tag => {{
  while (tag && !['sticky', 'fixed'].includes(getComputedStyle(tag).position))
    tag = tag.parentElement;
  return tag;
}};
const lines = node => {{
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}};
const texts = () => {{
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const node = walker.currentNode;
    if (node.data.trim() && seen(node.parentElement)) found.push(node);
  }}
  return found;
}};
"""
OVERLAPPING = f"""() => {{
  {PIECES}
  const NEAR = 6;  // px: what lines and the room around letters may share
  const part = (tag, name, boxes) => boxes.map(box => ({{tag, name, box, layer: layerOf(tag)}}));
  const parts = texts().flatMap(node =>
    part(blockOf(node.parentElement), node.data.trim().slice(0, 30), lines(node)));
  for (const tag of document.querySelectorAll('input, img, svg, textarea'))
    if (seen(tag)) parts.push(...part(tag, tag.localName, [tag.getBoundingClientRect()]));
  const apart = (one, other) => one.layer !== other.layer || other.tag.contains(one.tag)
    || one.tag.contains(other.tag);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > NEAR
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > NEAR;
  parts.sort((one, other) => one.box.top - other.box.top);
  const found = [];
  parts.forEach((one, n) => {{
    for (const other of parts.slice(n + 1)) {{
      if (other.box.top > one.box.bottom) break;
      if (!apart(one, other) && meet(one.box, other.box))
        found.push(`${{one.name}} and ${{other.name}}`);
    }}
  }});
  return found;
}}"""
UNFOLD = """() => document.querySelectorAll('details').forEach(tag => { tag.open = true; })"""
MIRRORED = f"""() => {{
  {PIECES}
  const root = document.documentElement, NEAR = 2;
  if (root.dir !== 'rtl') return ['the page runs from left to right'];
  const tags = [...document.body.querySelectorAll('*')].filter(seen)
    .filter(tag => !tag.closest('svg *, body [dir] *') && !amidText(tag));
  const alone = texts().filter(node => blockOf(node.parentElement).textContent === node.data
    && lines(node).length === 1 && !node.parentElement.closest('body [dir]'));
  const sides = () => [
    ...tags.map(tag => [named(tag), tag.getBoundingClientRect()]),
    ...alone.map(node => [node.data.trim(), lines(node)[0]]),
  ];
  const there = sides();
  root.dir = 'ltr';
  const here = sides();
  root.dir = 'rtl';
  const width = root.clientWidth;
  const straight = [...document.querySelectorAll('.icon-arrow')]
    .filter(tag => seen(tag) && new DOMMatrix(getComputedStyle(tag).transform).a > 0);
  return [
    ...there.filter(([, box], n) => Math.abs(width - box.right - here[n][1].left) > NEAR)
      .map(([name]) => name.slice(0, 40)),
    ...straight.map(() => 'an arrow'),
  ];
}}"""


def overlaps(page: Page) -> Iterator[str]:
    """Name pairs of words, pictures and boxes of which one lies over the other."""
    return _found(page, "overlapping", OVERLAPPING)


def clipped(page: Page) -> Iterator[str]:
    """Name what is cut off as the page stands."""
    return _found(page, "clipped", f"({CLIPPED})('')")


def unfold(page: Page) -> None:
    """Open every menu and explanation of the page."""
    page.evaluate(UNFOLD)


def not_mirrored(page: Page) -> Iterator[str]:
    """Name what does not stand where a mirror would show it on a page from left to right.

    Words with a direction of their own keep it.
    """
    return _found(page, "not mirrored", MIRRORED)


def _found(page: Page, what: str, script: str) -> Iterator[str]:
    return (f"{page.title()} | {what} | {complaint}" for complaint in page.evaluate(script))
