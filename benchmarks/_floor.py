"""The floor of `answer`: the same page in bare Flask, Jinja and sqlite3, behind waitress.

It has no CSRF tokens, no translation and no encryption. It does read the form, refuse choices
that do not exist, keep JSON, redirect, and fill the same page from a dict.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.connections import Connections, open_doors

COOKIE = "plan"


def create_app(
    database: str, template: str, questions: dict[str, dict[str, Any]], start: str
) -> Flask:
    """Return the bare app; `questions` by the last part of their address, all below `start`."""
    app = Flask(__name__)
    page = app.jinja_env.from_string(template)
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = open_database(database)
        opened: sqlite3.Connection = local.connection
        return opened

    def draft() -> tuple[str, dict[str, list[str]]]:
        token = request.cookies.get(COOKIE, "")
        row = connection().execute("SELECT answers FROM draft WHERE id = ?", (token,)).fetchone()
        return (token, json.loads(row[0])) if row else abort(401)

    @app.get(start)
    @app.get(start + "<path:name>")
    def other(name: str = "") -> Response:
        return Response(name, 404)

    @app.get(start + "stap/<address>")
    def show(address: str) -> str:
        question = questions.get(address) or abort(404)
        _, answers = draft()
        action = url_for("show", address=address)
        return page.render(question=question, picks=answers.get(question["id"], ()), action=action)

    @app.post(start + "stap/<address>")
    def save(address: str) -> AnyResponse:
        question = questions.get(address) or abort(404)
        token, answers = draft()
        picks = request.form.getlist("picks")
        if not {choice["id"] for choice in question["choices"]}.issuperset(picks):
            return Response("unknown choice", 422)
        changed = json.dumps({**answers, question["id"]: picks})
        with connection() as db:
            db.execute("UPDATE draft SET answers = ? WHERE id = ?", (changed, token))
        return redirect(url_for("show", address=question["next"]), 303)

    return app


def open_database(path: str) -> sqlite3.Connection:
    """Open the database as durably as the product does."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS draft (id TEXT PRIMARY KEY, answers TEXT)")
    return connection


def main(port: str, folder: str) -> None:
    """Serve what `answer` wrote in a folder."""
    made_of = json.loads(Path(folder, "floor.json").read_text())
    app = create_app(f"{folder}/floor.db", **made_of)
    connections = Connections()
    open_doors(app, connections, host="127.0.0.1", port=port)
    while True:
        connections.turn()


if __name__ == "__main__":
    main(*sys.argv[1:])
