"""The shipped content of Arnhem in Dutch, for the properties that real content must have."""

from tests.core.municipalities import CONTENT, EDITIONS

__all__ = ["ARNHEM", "CONTENT"]

ARNHEM = EDITIONS["arnhem"]
