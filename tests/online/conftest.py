"""A server on the loopback address that answers as the services document it; see answers/README.md."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sphinx_cv.__main__ import main
from sphinx_cv.online.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANSWERS = Path(__file__).parent / "answers"


class Reply(NamedTuple):
    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


class Server:
    """The replies by path, and the requests in their order."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        self.requests: list[tuple[str, str, str]] = []
        self.url = ""

    def add(self, path: str, name: str = "", status: int = 200, body: str | bytes = b"", **headers: str) -> None:
        """Answer a path with a file of answers/, or with a body."""
        data = (ANSWERS / name).read_bytes() if name else body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(
            status, data, tuple((key.replace("_", "-"), value) for key, value in headers.items())
        )

    def services(self) -> Services:
        return Services(f"{self.url}/doi", f"{self.url}/arxiv", f"{self.url}/orcid")

    def shown(self, text: str) -> str:
        """A text without the port of the server."""
        return text.replace(self.url.partition("//")[2], "HOST")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.requests.append((self.path, self.headers.get("Accept", ""), self.headers.get("User-Agent", "")))
            reply = made.replies.get(self.path, Reply(404))
            if not isinstance(reply, Reply):
                reply(self)
                return
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: Any) -> None:
            pass

    monkeypatch.setattr("sphinx_cv.online.fetch.sleep", lambda seconds: None)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    made.url = f"http://127.0.0.1:{httpd.server_port}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


@pytest.fixture
def run(
    server: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Exit status, output and errors of a command in the folder tmp_path; HOST is the server."""
    monkeypatch.chdir(tmp_path)

    def made(command: str, *arguments: str | Path) -> tuple[int, str, str]:
        bases = [f"--{name}-base={server.url}/{name}" for name in ("doi", "arxiv", "orcid")]
        status = main([command, *bases, *map(str, arguments)])
        captured = capsys.readouterr()
        return status, server.shown(captured.out), server.shown(captured.err)

    return made
