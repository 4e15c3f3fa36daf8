"""Templates compiled once in a run: a site of a test's own would compile all of its pages anew."""

from types import CodeType
from typing import Any, cast

from flask import Flask
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from wizard.web.templating import PageEnvironment


class Compiled(BytecodeCache):
    """Keeps code in memory by all that it is made from: the template and the texts put in it."""

    def __init__(self) -> None:
        self._codes: dict[Any, CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        catalogue = cast("PageEnvironment", environment).translations
        texts = frozenset(getattr(catalogue, "_catalog", {}).items())
        bucket = Bucket(environment, name, f"{filename} {hash(texts)} {source}")
        bucket.code = self._codes.get(bucket.checksum)
        return bucket

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.checksum] = bucket.code


COMPILED = Compiled()


def compiled_once(app: Flask) -> Flask:
    """Let `app` use what was compiled for another before; before its first page."""
    app.jinja_options = {**app.jinja_options, "bytecode_cache": COMPILED}
    return app
