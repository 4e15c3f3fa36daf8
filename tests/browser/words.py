"""What stands on the pages in another language, by the Dutch words of tests and stories."""

import functools

from babel.support import Translations

from wizard.catalogues import DOMAINS
from wizard.core.mixed import with_dutch_words
from wizard.i18n import SOURCE_LANGUAGE
from wizard.resources import resource_directory


@functools.cache
def dictionary(lang: str) -> dict[str, str]:
    """Return every text by its Dutch one, as people see it."""
    if lang == SOURCE_LANGUAGE:
        return {}
    folder = resource_directory("translations")
    return {
        source.rpartition("\x04")[2]: str(with_dutch_words(text))
        for domain in DOMAINS
        for source, text in Translations.load(folder, [lang], domain)._catalog.items()
        if isinstance(source, str)
    }


def in_language(text: str, lang: str) -> str:
    """Return a Dutch text in a language; what is in no catalogue stays as it is."""
    return dictionary(lang).get(text, text)
