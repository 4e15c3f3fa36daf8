"""Someone with a keyboard alone: where the focus is, what it shows, what it hides behind."""

import io

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page

WHERE = """() => {
  const START = 48;  // of a big box the part with the cursor counts
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const card = at.closest('.choice') ?? at;
  const box = at.getBoundingClientRect(), around = card.getBoundingClientRect();
  const bar = document.querySelector('.actions');
  const over = bar && !bar.contains(at) && getComputedStyle(bar).position === 'sticky'
    ? bar.getBoundingClientRect() : null;
  const label = at.labels?.[0]?.innerText ?? at.innerText ?? '';
  return {
    name: (label || at.getAttribute('aria-label') || '').replace(/\\s+/g, ' ').trim(),
    tag: at.localName,
    type: at.type ?? '',
    covered: !!over && box.top + Math.min(box.height, START) > over.top && box.top < over.bottom,
    outside: box.bottom < 1 || box.top > innerHeight - 1,
    box: {x: around.x, y: around.y, width: around.width, height: around.height},
  };
}"""
MARGIN = 8
RING = 2
"""CSS pixels: what WCAG 2.4.13 calls a ring that can be seen."""
CHANGED = 40
"""How far a pixel's colour must move (0 to 255) to count as changed."""


class Focus:
    """The element that has the focus now."""

    def __init__(self, page: Page) -> None:
        """Look at the page; `name` is "" when nothing has the focus."""
        self._page = page
        found = page.evaluate(WHERE) or {}
        self.name: str = found.get("name", "")
        self.tag: str = found.get("tag", "")
        self.type: str = found.get("type", "")
        self.covered: bool = found.get("covered", False)
        self.outside: bool = found.get("outside", False)
        self._box: FloatRect | None = found.get("box")

    def is_ringed(self) -> bool:
        """Tell whether losing the focus changes at least half of a ring of 2 px around it."""
        if self._box is None:
            return False
        clip = self._clip(self._box)
        focused = self._picture(clip)
        self._page.evaluate("() => { window.held = document.activeElement; held.blur(); }")
        plain = self._picture(clip)
        self._page.evaluate("() => held.focus({preventScroll: true})")
        grey = ImageChops.difference(focused, plain).convert("L")
        changed = sum(grey.histogram()[CHANGED:])
        perimeter = 2 * (self._box["width"] + self._box["height"])
        return changed >= perimeter * RING / 2

    def _picture(self, clip: FloatRect) -> Image.Image:
        shot = self._page.screenshot(clip=clip, scale="css")
        return Image.open(io.BytesIO(shot)).convert("RGB")

    def _clip(self, box: FloatRect) -> FloatRect:
        left, top = max(box["x"] - MARGIN, 0), max(box["y"] - MARGIN, 0)
        size = self._page.viewport_size or {"width": 360, "height": 640}
        right = min(box["x"] + box["width"] + MARGIN, size["width"])
        bottom = min(box["y"] + box["height"] + MARGIN, size["height"])
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}
