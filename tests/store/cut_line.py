"""A line to PostgreSQL that is cut, once, at the moment that COMMIT is sent or is answered."""

import socket
import threading
from contextlib import suppress
from pathlib import Path

SOCKET = ".s.PGSQL.5432"
COMMIT = b"COMMIT\x00"
TERMINATE = b"X\x00\x00\x00\x04"
"""What a client says last: the server then ends its side too, and what it committed stands."""


class CutLine:
    """Pass everything on between clients and a server, through a socket in a folder of its own."""

    def __init__(self, folder: Path, server: Path) -> None:
        self._server = str(server / SOCKET)
        self.url = f"postgresql://postgres@/postgres?host={folder}"
        self.cut_at: str | None = None
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / SOCKET))
        self._listening.listen()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # Closing alone would not wake who waits in accept.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._server)
            dead = threading.Event()
            back = threading.Thread(target=pass_on, args=(server, client, dead), daemon=True)
            back.start()
            while sent := client.recv(65536):
                if COMMIT in sent and self.cut_at is not None:
                    dead.set()
                    sent, self.cut_at = (sent if self.cut_at == "answer" else b""), None
                    # The server ends after what it was sent, and only then the client hears.
                    server.sendall(sent + TERMINATE)
                    break
                server.sendall(sent)
            else:
                server.shutdown(socket.SHUT_WR)
            back.join()


def pass_on(source: socket.socket, target: socket.socket, dead: threading.Event) -> None:
    """Pass on what a side says until it is silent for good; on a dead line it is lost."""
    with suppress(OSError):
        while said := source.recv(65536):
            if not dead.is_set():
                target.sendall(said)
