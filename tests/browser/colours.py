"""Colours as a page shows them: what stands out from what it stands on."""

COLOURS = """
const colour = text => {
  const numbers = text.match(/[\\d.]+(e-?\\d+)?/g).map(Number);
  const scale = text.startsWith('color(') ? 255 : 1;
  const [red, green, blue, alpha] = [...numbers.slice(0, 3).map(n => n * scale), numbers[3] ?? 1];
  return {rgb: [red, green, blue], alpha};
};
const luminance = ({rgb}) => {
  const [red, green, blue] = rgb.map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const painted = (tag, part) => {
  const style = getComputedStyle(tag, part);
  const fills = !part || style.content !== 'none' && style.position === 'absolute';
  const found = colour(style.backgroundColor);
  return fills && found.alpha === 1 ? found : null;
};
const backdrop = tag => {
  for (let at = tag; at; at = at.parentElement) {
    const found = painted(at) ?? painted(at, '::before');
    if (found) return found;
  }
  return colour('rgb(255, 255, 255)');
};
"""
"""JavaScript: `contrast` of two colours, and the `backdrop` that a tag is seen against."""
