"""Make one small style sheet from NL Design System parts, design tokens and our own layer.

Component tokens (`--nl-*`, `--utrecht-*`) are replaced by what the theme gives them, down to the
`--basis-*` tokens for colours, letters and corners, which stay variables: a municipality's theme
overrides those and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import lightningcss
import tinycss2
from tinycss2.ast import Declaration, FunctionBlock, Node, QualifiedRule

BANNER = (
    "/*! Startplan, EUPL-1.2. With parts of NL Design System (EUPL-1.2): see NOTICE. "
    "Font: Atkinson Hyperlegible Next (OFL-1.1). */\n"
)
LOCAL_TOKENS = ("--_", "--nl-icon-", "--utrecht-icon-", "--utrecht-document-", "--utrecht-space-")
"""Prefixes of variables that components set for their own parts, at run time."""

OPEN_TOKENS = (
    "--basis-color-",
    "--basis-focus-",
    "--basis-text-font-",
    "--basis-border-radius-",
)
"""Prefixes of variables that a municipality's theme may set."""

FIXED_TOKENS = ("--basis-color-action-", "--basis-color-transparent", "--basis-text-font-weight-")

SHEETS = (("app.css", "components", "css"), ("more.css", "more", "css/more"))
"""Style sheet, the section of components.toml and the folder of own rules that it is made from."""

Tokens = dict[str, str]


class TokenUnknown(Exception):
    """A token without a value and without a fallback: its declaration has no effect."""


def build(assets: Path, modules: Path) -> dict[str, str]:
    """Return both minified style sheets: what the first question needs, and what else pages show.

    The second is loaded behind the first, so it sets only the tokens that the first does not.
    """
    config = tomllib.loads((assets / "components.toml").read_text())
    theme = tokens_in((modules / config["tokens"]).read_text())
    light, dark = theme_tokens(assets / "tokens" / "neutral.css")
    theme |= light
    sheets, known = {}, set[str]()
    for name, section, folder in SHEETS:
        body = rules(config[section], modules, theme) + own_rules(assets / folder)
        used = {name: v for name, v in used_tokens(body, theme, dark).items() if name not in known}
        night = {name: value for name, value in dark.items() if name in used}
        sheets[name] = BANNER + minify(root(used) + dark_root(night) + body)
        known |= used.keys()
    return sheets


def rules(components: dict[str, list[str]], modules: Path, theme: Tokens) -> str:
    """Return the rules of these components: style sheet -> classes that are kept."""
    return "".join(
        component_rules((modules / name).read_text(), set(classes), theme)
        for name, classes in components.items()
    )


def own_rules(folder: Path) -> str:
    """Return our own rules, in the order of the files' names."""
    return "".join(path.read_text() for path in sorted(folder.glob("*.css")))


def build_theme(path: Path) -> str:
    """Return a municipality's small style sheet: its tokens, light and dark."""
    light, dark = theme_tokens(path)
    return BANNER + minify(root(light) + dark_root(dark))


def minify(css: str) -> str:
    """Return the style sheet minified; a mistake in it stops the build with its line."""
    return lightningcss.process_stylesheet(css, filename="app.css", minify=True)


def root(tokens: Tokens) -> str:
    """Return a `:root` rule with the tokens in alphabetical order."""
    return ":root{" + "".join(f"{name}:{tokens[name]};" for name in sorted(tokens)) + "}"


def dark_root(tokens: Tokens) -> str:
    """Return the tokens for people whose device asks for dark pages."""
    return f"@media screen and (prefers-color-scheme:dark){{{root(tokens)}}}" if tokens else ""


def tokens_in(css: str) -> Tokens:
    """Return every custom property set in the plain rules of a style sheet."""
    return {
        declaration.name: tinycss2.serialize(declaration.value).strip()
        for rule in rules_of(css)
        if isinstance(rule, QualifiedRule)
        for declaration in declared(rule)
        if declaration.name.startswith("--")
    }


def theme_tokens(path: Path) -> tuple[Tokens, Tokens]:
    """Return the light and the dark tokens of a theme file."""
    css = path.read_text()
    dark = "".join(
        tinycss2.serialize(rule.content)
        for rule in rules_of(css)
        if rule.type == "at-rule" and rule.content is not None
    )
    return tokens_in(css), tokens_in(dark)


def rules_of(css: str) -> list[Node]:
    """Return the parsed rules of a style sheet without comments and white space."""
    rules: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def declared(rule: QualifiedRule) -> list[Declaration]:
    """Return the declarations of a rule, without comments and white space."""
    items = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
    return [item for item in items if isinstance(item, Declaration)]


def component_rules(css: str, classes: set[str], theme: Tokens) -> str:
    """Return the rules of a component that concern these classes, with its tokens filled in."""
    kept = []
    for rule in rules_of(css):
        if isinstance(rule, QualifiedRule):
            kept.append(one_rule(rule, classes, theme))
        elif rule.content is not None:
            inner = component_rules(tinycss2.serialize(rule.content), classes, theme)
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            kept.append(f"{head}{{{inner}}}" if inner else "")
    return "".join(kept)


def one_rule(rule: QualifiedRule, classes: set[str], theme: Tokens) -> str:
    """Return a rule with only its wanted selectors and effective declarations, or nothing."""
    selectors = [
        text for text in selectors_of(rule) if set(re.findall(r"\.([\w-]+)", text)) <= classes
    ]
    body = "".join(declarations(rule, theme))
    return f"{','.join(selectors)}{{{body}}}" if selectors and body else ""


def selectors_of(rule: QualifiedRule) -> list[str]:
    """Return the selectors of a rule, split at the commas outside brackets."""
    parts: list[list[Node]] = [[]]
    for token in rule.prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def declarations(rule: QualifiedRule, theme: Tokens) -> Iterator[str]:
    """Yield the declarations of a rule that still say something."""
    for item in declared(rule):
        try:
            value = resolve(item.value, theme)
        except TokenUnknown:
            continue
        yield f"{item.name}:{value}{' !important' if item.important else ''};"


def resolve(nodes: list[Node], theme: Tokens) -> str:
    """Return a value as text in which component tokens have given way to theme values."""
    return "".join(resolve_node(node, theme) for node in nodes).strip()


def resolve_node(node: Node, theme: Tokens) -> str:
    """Return one piece of a value as text; see `resolve`."""
    if not isinstance(node, FunctionBlock):
        return str(tinycss2.serialize([node]))
    if node.lower_name != "var":
        return f"{node.name}({resolve(node.arguments, theme)})"
    name, fallback = variable(node)
    if name.startswith((*OPEN_TOKENS, *LOCAL_TOKENS)) and not name.startswith(FIXED_TOKENS):
        return f"var({name})" if fallback is None else local(name, fallback, theme)
    if name in theme:
        return resolve(tinycss2.parse_component_value_list(theme[name]), theme)
    if fallback is None:
        raise TokenUnknown(name)
    return resolve(fallback, theme)


def local(name: str, fallback: list[Node], theme: Tokens) -> str:
    """Return a run-time variable with its fallback filled in, when that has a value."""
    try:
        return f"var({name},{resolve(fallback, theme)})"
    except TokenUnknown:
        return f"var({name})"


def variable(node: FunctionBlock) -> tuple[str, list[Node] | None]:
    """Return the name inside `var(...)` and its fallback, if any."""
    name = next(token.value for token in node.arguments if token.type == "ident")
    comma = next((i for i, token in enumerate(node.arguments) if token == ","), None)
    return name, None if comma is None else node.arguments[comma + 1 :]


def used_tokens(css: str, theme: Tokens, dark: Tokens) -> Tokens:
    """Return the `--basis-*` tokens that the rules need, and those that these need in turn."""
    used: Tokens = {}
    queue = re.findall(r"--basis-[\w-]+", css)
    while queue:
        name = queue.pop()
        if name not in used and name in theme:
            value = tinycss2.parse_component_value_list(theme[name])
            used[name] = resolve(value, theme)
            queue += re.findall(r"--basis-[\w-]+", used[name] + dark.get(name, ""))
    return used
