"""Measures how hard our Dutch is: sentences, words, Flesch-Douma, and a few known stumbling blocks.

Good for a body of text, poor for one sentence: the percentages and the formula count over all
texts together, and a single text is only flagged for what a person can mend. Everything found is
a warning. It needs the word list and the hyphenation of `startplan[check]`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from wizard.core.content import texts
from wizard.core.municipality import Glossary, Municipality, Term
from wizard.core.problems import GLOSSARY_FILE, QUESTIONNAIRE_FILE, Problem, municipality_file
from wizard.core.questionnaire import Questionnaire
from wizard.errors import ContentInvalid
from wizard.resources import PACKAGE
from wizard.spoken_dutch import SpokenDutch, spoken_dutch

LANGUAGE_FILE = "language_nl.toml"
LONG_WORD_LETTERS, LONG_WORD_SYLLABLES = 12, 3
EXPLAINED_WORD_SYLLABLES = 2
FLESCH_WORDS_LEAST = 100

NEGATIONS = frozenset(("niet", "geen", "niemand", "niets", "nooit", "nergens", "zonder"))
FORMAL = frozenset(("u", "uw"))
PASSIVE = re.compile(
    r"\b(?:word|wordt|worden|werd|werden)\b.*\b(?:ge|be|ver|ont|her)\w{2,}[dt]\b"
    r"|\b(?:ge|be|ver|ont|her)\w{2,}[dt]\b.*\b(?:word|wordt|worden|werd|werden)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:-]\d+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[ds]")


class Profile(Struct, frozen=True):
    """The limits of a language level (language notes 4); percentages of all words."""

    name: str
    longest_sentence: int
    mean_sentence: float
    flesch_least: float
    rare_percent: float
    long_percent: float


A2 = Profile("a2", 12, 8.5, 75, 2.5, 5)
B1 = Profile("b1", 15, 10.5, 65, 4, 8)


class Passage(Struct, frozen=True):
    """A text that residents read, with the file and the place where an editor finds it."""

    file: str
    place: str
    text: str


class WordLists(Struct, frozen=True, forbid_unknown_fields=True):
    """Our own decisions: a plain word for each word of jargon, a reason for each allowed one."""

    jargon: dict[str, str]
    allowed: dict[str, str]


class LanguageReport(Struct, frozen=True):
    """The figures of a body of texts, and what to look at."""

    profile: Profile
    words: int
    sentences: int
    flesch: float
    rare: int
    long: int
    problems: tuple[Problem, ...]

    @property
    def mean_sentence(self) -> float:
        """The mean length of a sentence in words."""
        return self.words / max(1, self.sentences)

    def percent(self, count: int) -> float:
        """Return a count of words as a percentage of all words."""
        return 100 * count / max(1, self.words)

    def __str__(self) -> str:
        """Say the figures on one line."""
        return (
            f"{self.profile.name}: {self.words} words, {self.mean_sentence:.1f} a sentence, "
            f"Flesch-Douma {self.flesch:.0f}, rare {self.percent(self.rare):.1f} %, "
            f"long {self.percent(self.long):.1f} %, {len(self.problems)} to look at"
        )


def check_language(
    questionnaire: Questionnaire,
    glossary: Glossary,
    municipalities: Iterable[Municipality],
    directory: Path,
) -> tuple[LanguageReport, ...]:
    """Measure the whole content: explanations of words at B1, everything else at A2.

    `directory` is the content directory. Raises ContentInvalid when its word lists make no sense
    and LanguageToolsMissing without `startplan[check]`.
    """
    lists = load_word_lists(directory)
    explained = explained_words(glossary.terms)
    short = [Passage(QUESTIONNAIRE_FILE, place, text) for place, text in texts(questionnaire)]
    long = [Passage(GLOSSARY_FILE, place, text) for place, text in texts(glossary)]
    for municipality in municipalities:
        file = municipality_file(municipality.slug)
        own = msgspec.structs.replace(municipality, terms=())
        short += [Passage(file, place, text) for place, text in texts(own)]
        long += [Passage(file, p, text) for term in municipality.terms for p, text in texts(term)]
        explained |= explained_words(municipality.terms) | {*words_of(municipality.name.lower())}
    return (measure(short, A2, lists, explained), measure(long, B1, lists, explained))


def load_word_lists(directory: Path) -> WordLists:
    """Read the word lists of a content directory, or ours when it has none.

    Raises ContentInvalid.
    """
    own = directory / LANGUAGE_FILE
    path = own if own.is_file() else PACKAGE / "content" / LANGUAGE_FILE
    try:
        return msgspec.toml.decode(path.read_bytes(), type=WordLists)
    except ValueError as error:
        raise ContentInvalid(f"{LANGUAGE_FILE}: {error}") from error


def explained_words(terms: Iterable[Term]) -> frozenset[str]:
    """Return the words that are explained where they stand, so that they may be hard."""
    forms = (form for term in terms for form in (term.word, *term.forms))
    return frozenset(word for form in forms for word in words_of(form.lower()))


def measure(
    passages: Iterable[Passage],
    profile: Profile,
    lists: WordLists,
    explained: Collection[str] = (),
) -> LanguageReport:
    """Return the figures and flags of these texts, held against a profile.

    Words in `explained` and in the allowed list are never hard, and count as two syllables.
    Raises LanguageToolsMissing without `startplan[check]`.
    """
    found = list(passages)
    known = frozenset(explained) | frozenset(lists.allowed)
    dutch = spoken_dutch()
    sentences = [sentence for passage in found for sentence in sentences_of(passage.text)]
    words = [word for sentence in sentences for word in _content_words(sentence, known)]
    total = sum(len(words_of(sentence)) for sentence in sentences)
    syllables = (total - len(words)) * EXPLAINED_WORD_SYLLABLES + sum(map(dutch.syllables, words))
    report = LanguageReport(
        profile=profile,
        words=total,
        sentences=len(sentences),
        flesch=flesch_douma(total, len(sentences), syllables),
        rare=sum(map(dutch.is_rare, words)),
        long=sum(_is_long(word, dutch) for word in words),
        problems=tuple(
            Problem(passage.file, passage.place, text, "warning")
            for passage in found
            for text in _flags(passage.text, profile, lists, known, dutch)
        ),
    )
    over = tuple(Problem("content", profile.name, text, "warning") for text in _over_limits(report))
    return msgspec.structs.replace(report, problems=over + report.problems)


def flesch_douma(words: int, sentences: int, syllables: int) -> float:
    """Return Douma's reading ease for Dutch (1960): 100 is very easy, 30 very hard."""
    if not words:
        return 100.0
    return 206.84 - 0.93 * words / sentences - 77 * syllables / words


def sentences_of(text: str) -> list[str]:
    """Split a text into sentences; what is filled in counts as one plain word."""
    plain = PLACEHOLDER.sub("plek", text)
    return [part for part in SENTENCE_END.split(plain) if words_of(part)]


def words_of(sentence: str) -> list[str]:
    """Return the words and numbers of a sentence."""
    return WORD.findall(sentence)


def _content_words(sentence: str, known: Collection[str]) -> Iterator[str]:
    """Yield the words that may be hard: no names, numbers, explained or allowed words."""
    for place, word in enumerate(words_of(sentence)):
        name = place > 0 and word[0].isupper() and not word.isupper()
        if not name and not word[0].isdigit() and word.lower() not in known:
            yield word.lower()


def _is_long(word: str, dutch: SpokenDutch) -> bool:
    return len(word) > LONG_WORD_LETTERS or dutch.syllables(word) > LONG_WORD_SYLLABLES


def _flags(
    text: str, profile: Profile, lists: WordLists, known: Collection[str], dutch: SpokenDutch
) -> Iterator[str]:
    for phrase in _any_of(tuple(lists.jargon)).findall(text.lower()):
        if phrase not in known:
            yield f'"{phrase}" is stiff or hard: write "{lists.jargon[phrase]}"'
    for sentence in sentences_of(text):
        yield from _sentence_flags(sentence, profile)
        for word in _content_words(sentence, known):
            if dutch.is_rare(word):
                yield f'"{word}" is rare: use another word, or explain it in the glossary'
        for word in words_of(sentence):
            if word.isupper() and len(word) > 1 and word.lower() not in known:
                yield f'"{word}" is an abbreviation: write it in full, or explain it'


@functools.cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _sentence_flags(sentence: str, profile: Profile) -> Iterator[str]:
    words = [word.lower() for word in words_of(sentence)]
    if len(words) > profile.longest_sentence:
        yield f"a sentence of {len(words)} words; at most {profile.longest_sentence}"
    if sum(word in NEGATIONS for word in words) > 1:
        yield "two negations in a sentence"
    if not FORMAL.isdisjoint(words):
        yield '"u" where the product says "je"'
    if PASSIVE.search(sentence):
        yield "a passive: say who does it"


def _over_limits(report: LanguageReport) -> Iterator[str]:
    profile = report.profile
    if report.mean_sentence > profile.mean_sentence:
        yield f"sentences have {report.mean_sentence:.1f} words; at most {profile.mean_sentence}"
    if report.words >= FLESCH_WORDS_LEAST and report.flesch < profile.flesch_least:
        yield f"Flesch-Douma is {report.flesch:.0f}; at least {profile.flesch_least:.0f}"
    for name, count, most in (
        ("rare", report.rare, profile.rare_percent),
        ("long", report.long, profile.long_percent),
    ):
        if report.percent(count) > most:
            yield f"{report.percent(count):.1f} % of the words are {name}; at most {most} %"
