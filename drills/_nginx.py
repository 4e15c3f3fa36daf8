"""nginx in front of a site, with the recipe of deploy/ as it stands but for names and ports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks._servers import free_port, wait_for

RECIPE = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf"
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/first.log;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/pages;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
    {recipe}
}}
"""
CERTIFICATE = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=plan.example"
CERTIFICATE += " -addext subjectAltName=DNS:plan.example"


class Proxy:
    """A running nginx: its port with TLS, and one without it for residents of drills."""

    def __init__(self, folder: Path) -> None:
        """Choose the ports."""
        self.folder = folder
        self.tls_port, self.plain_port, self.redirect_port = (free_port() for _ in range(3))

    @property
    def spooled(self) -> list[Path]:
        """Return the files in which nginx left what people sent or got."""
        return [path for name in ("bodies", "pages") for path in (self.folder / name).rglob("*")]

    @property
    def kept(self) -> set[str]:
        """Return the names under which nginx keeps answers."""
        files = [path for path in (self.folder / "kept").rglob("*") if path.is_file()]
        heads = (path.read_bytes()[:2000] for path in files)
        found = (re.search(rb"\nKEY: (.+)\n", head) for head in heads)
        return {key[1].decode() if key else "?" for key in found}

    @property
    def logged(self) -> str:
        """Return all that nginx wrote down."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def write(self, nodes: Sequence[int]) -> Path:
        """Write the recipe for these nodes; return the file."""
        recipe = RECIPE.read_text()
        servers = "".join(f"server 127.0.0.1:{port} max_fails=0;" for port in nodes)
        recipe = re.sub(r"(?:    server 127[^\n]+\n)+", f"    {servers}\n", recipe)
        recipe = re.sub(r"    listen \[::\][^\n]+\n", "", recipe)
        recipe = recipe.replace("listen 80;", f"listen 127.0.0.1:{self.redirect_port};")
        recipe = recipe.replace("listen 443", f"listen 127.0.0.1:{self.tls_port}")
        both = f"listen 127.0.0.1:{self.plain_port}; listen 127.0.0.1:{self.tls_port} ssl http2;"
        recipe = recipe.replace(f"listen 127.0.0.1:{self.tls_port} ssl http2;", both)
        recipe = recipe.replace("/etc/ssl/startplan", str(self.folder))
        recipe = recipe.replace("/var/log/nginx", str(self.folder))
        recipe = recipe.replace("/var/lib/nginx/startplan", f"{self.folder}/kept")
        path = self.folder / "nginx.conf"
        # As root nginx would work as somebody else, who may not enter the drill's folder.
        user = "user root;" if os.geteuid() == 0 else ""
        path.write_text(AROUND.format(folder=self.folder, recipe=recipe, user=user))
        return path


def program() -> str | None:
    """Return where nginx is, or None."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


@contextmanager
def proxied(folder: Path, nodes: Sequence[int]) -> Iterator[Proxy]:
    """Put nginx in front of these nodes, lend it, and stop it in the end."""
    folder.mkdir()
    proxy, nginx = Proxy(folder), program()
    assert nginx
    names = ("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    subprocess.run([*CERTIFICATE.split(), *names], check=True, capture_output=True)
    command = [nginx, "-p", folder, "-c", proxy.write(nodes)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with (folder / "said").open("wb+") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            wait_for(running, proxy.tls_port, said)
            yield proxy
        finally:
            running.terminate()
            running.wait()
