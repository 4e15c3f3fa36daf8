"""What can be wrong with how a page behaves, and no rule engine sees. Each rule complains."""

import json

from playwright.sync_api import Page

from tests.browser.colours import COLOURS
from tests.browser.layout import VISIBLE
from tests.browser.words import in_language

STOPS = """const stops = [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex]')]
  .filter(tag => !tag.matches('[tabindex="-1"]') && seen(tag));
"""
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk", "ti")
FAULTS = f"const faults = {json.dumps({lang: in_language('Fout:', lang) for lang in LANGUAGES})};"
"""How the title of a page with an error begins, in each language."""

RULES: dict[str, str] = {}
"""JavaScript functions that return what is wrong, by the name of the fault."""

RULES["silent error"] = """() => {
  const summary = document.querySelector('.utrecht-alert--error');
  const wrong = [...document.querySelectorAll('[aria-invalid="true"]')];
  const fault = faults[document.documentElement.lang] ?? faults.nl;
  if (document.title.startsWith(fault) !== !!summary) return ['title'];
  if (!summary) return wrong.map(tag => `${tag.id} is wrong, and nothing says so above`);
  const heading = document.querySelector('h1');
  const found = document.activeElement === summary ? [] : ['the summary has no focus'];
  if (!(summary.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING)
    || !document.querySelector('main').contains(summary)) found.push('not above the heading');
  const links = [...summary.querySelectorAll('a')];
  const said = tag => (tag.getAttribute('aria-describedby') ?? '').split(' ')
    .map(id => document.getElementById(id)?.innerText ?? '').join(' ');
  for (const link of links.filter(link => link.hash !== '#main')) {
    const field = document.getElementById(link.hash.slice(1));
    if (!field?.matches('input, textarea')) found.push(`${link.hash} is no field`);
    else if (field.getAttribute('aria-invalid') !== 'true') found.push(`${link.hash} not marked`);
    else if (!said(field).includes(link.innerText)) found.push(`${link.hash} does not say it`);
    else if (!seen(field)) found.push(`${link.hash} is out of sight`);
  }
  const names = new Set(links.map(link => document.getElementById(link.hash.slice(1))?.name));
  const alone = wrong.filter(tag => tag.name && !names.has(tag.name));
  return [...found, ...alone.map(tag => `${tag.id} stands in no summary`)];
}"""
RULES["form"] = """() => {
  // What is typed may stand in no address; what is picked from a list, or a day, may.
  const choosesOnly = form => form.getAttribute('method') === 'get'
    && ![...form.elements].some(tag => tag.matches('textarea, input:not([type=date])'));
  return [...document.forms].flatMap(form => [
  form.getAttribute('method') === 'post' || form.method === 'dialog' || choosesOnly(form)
    ? '' : 'no method',
  form.hasAttribute('action') ? '' : 'no action',
  form.querySelector('button, [type=submit]')
    || document.querySelector(`button[form="${form.id}"]`) ? '' : 'no button',
  ]).filter(Boolean);
}"""
RULES["browser's own check"] = """() => [...document.querySelectorAll(
  '[required], [pattern], [placeholder], input[type=email], input[type=number]')]
  .map(tag => tag.name || tag.localName)"""
RULES["autocomplete"] = """() => [...document.querySelectorAll(
  'textarea, input[type=text], input[type=password], input[type=tel], input:not([type])')]
  .filter(tag => !tag.autocomplete && !tag.form?.hasAttribute('autocomplete'))
  .map(tag => tag.name)"""
RULES["inline code"] = """() => [...document.querySelectorAll('*')].flatMap(tag =>
  tag.getAttributeNames().filter(name => name.startsWith('on') || name === 'style')
    .map(name => `${tag.localName} ${name}`)).concat(
  [...document.scripts].filter(tag => !tag.src && tag.text.trim()).map(() => 'script'))"""
RULES["one text, two targets"] = """() => {
  const targets = {};
  for (const link of document.querySelectorAll('a[href]')) {
    const name = link.textContent.replace(/\\s+/g, ' ').trim();
    (targets[name] ??= new Set()).add(link.href);
  }
  return Object.entries(targets).filter(([, hrefs]) => hrefs.size > 1).map(([name]) => name);
}"""
RULES["vague link"] = """() => [...document.querySelectorAll('a[href]')].filter(link =>
  /^(hier|klik hier|lees meer|meer|link|download|)$/i.test(link.textContent.trim()))
  .map(link => link.href)"""
RULES["order"] = """() => {
  const jumps = [...document.querySelectorAll('[tabindex]')].filter(tag => tag.tabIndex > 0);
  const boxes = stops.filter(tag => !tag.closest('.actions')).map(tag => {
    const box = (tag.closest('.choice, .switch') ?? tag).getBoundingClientRect();
    return {name: named(tag), top: box.top, bottom: box.bottom, left: box.left, right: box.right};
  });
  const rtl = document.documentElement.dir === 'rtl';
  const back = boxes.filter((box, place) => {
    const last = boxes[place - 1];
    if (!last) return false;
    const beside = rtl ? box.right <= last.left + 1 : box.left >= last.right - 1;
    return box.bottom <= last.top + 1 && !beside
      || box.top < last.bottom - 1 && box.bottom > last.top + 1 && !beside
        && (rtl ? box.left >= last.right - 1 : box.right <= last.left + 1);
  });
  return [...jumps.map(named), ...back.map(box => box.name)];
}"""
RULES["icon without word"] = """() => stops.filter(tag => tag.matches('a, button, summary'))
  .filter(tag => !tag.innerText.trim() && tag.querySelector('svg, img'))
  .map(tag => tag.outerHTML)"""
RULES["faint icon"] = """() => [...document.querySelectorAll('svg.icon')].filter(seen)
  .filter(icon => {
    const {stroke, fill} = getComputedStyle(icon);
    return contrast(colour(stroke === 'none' ? fill : stroke), backdrop(icon)) < 3;
  })
  .map(icon => `${icon.classList} of ${named(icon.parentElement).slice(0, 40)}`)"""
RULES["faint border"] = """() => [...document.querySelectorAll(
  'textarea, input:not([type=hidden], [type=radio], [type=checkbox]), .choice__label')]
  .filter(seen).filter(tag => {
    const part = tag.matches('.choice__label') ? '::before' : null;
    const around = backdrop(tag.closest('.choice')?.parentElement ?? tag.parentElement);
    const style = getComputedStyle(tag, part);
    return parseFloat(style.borderTopWidth) < 1
      || contrast(colour(style.borderTopColor), around) < 3;
  }).map(named)"""
RULES["torn text"] = """() => [...document.querySelectorAll('bdi')].filter(seen)
  .filter(mark => /flex|grid/.test(getComputedStyle(mark.parentElement).display))
  .map(mark => mark.parentElement.textContent.trim())"""
RULES["moves"] = """() => {
  const slow = style => [style.transitionDuration, style.animationDuration]
    .some(times => times.split(',').some(time => parseFloat(time) > 0));
  return [...document.querySelectorAll('*')].filter(tag => slow(getComputedStyle(tag))
    || slow(getComputedStyle(tag, '::before'))).map(tag => `${tag.localName}.${tag.className}`)
    .concat(document.getAnimations().length ? ['an animation runs'] : [])
    .concat(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['it'] : []);
}"""
RULES["hidden behind the bar"] = """() => {
  const held = document.activeElement, place = scrollY;
  const bar = document.querySelector('.actions');
  const hidden = stops.filter(tag => {
    tag.focus();
    const box = tag.getBoundingClientRect(), over = bar?.getBoundingClientRect();
    const start = box.top + Math.min(box.height, 48);
    const covered = bar && !bar.contains(tag) && start > over.top + 1 && box.top < over.bottom;
    return document.activeElement !== tag || covered || box.top < -1 || start > innerHeight + 1;
  }).map(named);
  held?.focus({preventScroll: true});
  scrollTo(0, place);
  return hidden;
}"""


def broken_rules(page: Page) -> list[str]:
    """Say what is wrong with the page as it stands."""
    rules = ", ".join(f"{name!r}: {rule}" for name, rule in RULES.items())
    found: dict[str, list[str]] = page.evaluate(
        f"() => {{ {VISIBLE} {COLOURS} {STOPS} {FAULTS} const rules = {{{rules}}};"
        "return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule()])); }"
    )
    return [f"{name}: {complaint}" for name, wrong in found.items() for complaint in wrong]


def words_without_language(page: Page, words: str, lang: str) -> list[str]:
    """Name the tags that show these words and do not say in which language they are.

    What was just sent, and is shown again with an error, is in the language of the page.
    """
    found: list[str] = page.evaluate(
        """([words, lang]) => {
        const sent = document.querySelector('.utrecht-alert--error');
        const shows = tag => tag.matches('input, textarea')
          ? !sent && tag.type !== 'hidden' && tag.value.includes(words)
          : [...tag.childNodes].some(node => node.nodeType === 3 && node.data.includes(words));
        return [...document.querySelectorAll('body, body *')].filter(shows)
        .filter(tag => tag.closest('[lang]').lang !== lang)
        .map(tag => `${tag.localName} ${tag.name ?? tag.className}`);
        }""",
        [words, lang],
    )
    return [f"language of {tag}" for tag in found]


SENT = """() => {
  window.left = [];
  navigation.addEventListener('navigate', event => {
    left.push(event.destination.url);
    event.preventDefault();
  });
  for (const tag of document.querySelectorAll('main input:not([type=hidden]), main textarea')) {
    if (['radio', 'checkbox'].includes(tag.type)) tag.click();
    else tag.value += '1';
    tag.dispatchEvent(new Event('input', {bubbles: true}));
    tag.dispatchEvent(new Event('change', {bubbles: true}));
    tag.focus();
    tag.blur();
  }
}"""


def leaves_by_itself(page: Page) -> list[str]:
    """Tell whether the page goes elsewhere when somebody only answers."""
    page.evaluate(SENT)
    found: list[str] = page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(left))))"
    )
    return found


def loses_focus(page: Page) -> list[str]:
    """Follow each link of the error summary; name those that do not lead to their field."""
    lost = []
    for link in page.locator(".utrecht-alert--error a").all():
        link.click()
        if not page.evaluate("document.activeElement.id === location.hash.slice(1)"):
            lost.append(link.inner_text())
    return lost


def answers_given(page: Page) -> list[str]:
    """Name what is ticked or filled in on a page on which nobody answered yet."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main input, main textarea')].filter(tag =>
          tag.checked || tag.type !== 'hidden' && !['radio', 'checkbox'].includes(tag.type)
            && tag.value).map(tag => tag.id)"""
    )
    return found
