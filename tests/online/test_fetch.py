"""Requests: what is asked, each fault as one message, pauses."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_cv.online import fetch
from sphinx_cv.online.fetch import Fetcher, FetchError

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path


def get(server: Any, path: str = "/a", fetcher: Fetcher | None = None, pause: float = 1) -> str:
    """The text of an answer, or the message about the fault; HOST is the server."""
    try:
        return (fetcher or Fetcher()).get(server.url + path, "application/x-bibtex", pause).text
    except FetchError as error:
        return server.shown(str(error))


def test_a_request_names_the_format_and_the_program(server: Any) -> None:
    server.add("/a", body="\ufeff@misc{é}")
    assert get(server) == "@misc{é}"
    agent = "sphinx-cv (an academic CV made with Sphinx; its commands add, sync and verify)"
    assert server.requests == [("/a", "application/x-bibtex", agent)]


def test_redirects_are_followed_with_the_same_format(server: Any) -> None:
    server.add("/a", status=302, Location="/b?x=1")
    server.add("/b?x=1", body="@misc{}")
    assert get(server) == "@misc{}"
    assert [request[:2] for request in server.requests] == [
        ("/a", "application/x-bibtex"),
        ("/b?x=1", "application/x-bibtex"),
    ]


def raw(data: bytes) -> Any:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)

    return reply


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (404, {}, "HOST does not know it (404): correct it, or write the entry by hand"),
        (410, {}, "HOST does not have it any more (410): correct it, or write the entry by hand"),
        (406, {}, "HOST does not have it in this format (406): write the entry by hand"),
        (429, {}, "HOST has had too many requests (429): try again later"),
        (429, {"Retry_After": "30"}, "HOST has had too many requests (429): try again in 30 seconds"),
        (429, {"Retry_After": "Wed, 25 Nov 2026 10:00:00 GMT"}, "HOST has had too many requests (429): try again after Wed, 25 Nov 2026 10:00:00 GMT"),
        (503, {"Retry_After": "5"}, "HOST is out of order (503): try again in 5 seconds"),
        (500, {}, "HOST is out of order (500): try again later"),
        (403, {}, "HOST refuses the request (403): correct it, or write the entry by hand"),
        (302, {"Location": "file:///etc/passwd"}, "HOST leads to an address that is not allowed, or in a circle (302): write the entry by hand"),
        (302, {"Location": "ftp://127.0.0.1/x"}, "HOST leads to an address that is not allowed, or in a circle (302): write the entry by hand"),
        (302, {"Location": "/a"}, "HOST leads to an address that is not allowed, or in a circle (302): write the entry by hand"),
        (204, {}, "the answer of HOST is empty: try again later, or write the entry by hand"),
    ],
)  # fmt: skip
def test_each_status_is_a_message(server: Any, status: int, headers: dict[str, str], message: str) -> None:
    server.add("/a", status=status, **headers)
    assert get(server) == message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the answer of HOST is empty: try again later, or write the entry by hand"),
        (b" \n", "the answer of HOST is empty: try again later, or write the entry by hand"),
        (b"@misc{\xff}", "the answer of HOST is not text in UTF-8: write the entry by hand"),
        (b"\n<!DOCTYPE HTML><html>", "HOST answers with a web page, and not with data: write the entry by hand"),
        (b"<html lang='en'>", "HOST answers with a web page, and not with data: write the entry by hand"),
        (b"x" * 5_000_001, "the answer of HOST is larger than 5 MB: write the entry by hand"),
    ],
)
def test_each_unusable_answer_is_a_message(server: Any, body: bytes, message: str) -> None:
    server.add("/a", body=body)
    assert get(server) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"garbage\r\n\r\n", "the answer of HOST is not understood (BadStatusLine): try again later, or write the entry by hand"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n@misc", "the answer of HOST is not understood (IncompleteRead): try again later, or write the entry by hand"),
        (b"", "HOST cannot be reached (Remote end closed connection without response): check the network, and try again"),
    ],
)  # fmt: skip
def test_a_broken_answer_is_a_message(server: Any, data: bytes, message: str) -> None:
    server.replies["/a"] = raw(data)
    assert get(server) == message


def test_silence_is_a_message(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SILENCE", 0.05)
    done = threading.Event()
    server.replies["/a"] = lambda handler: done.wait(5)
    assert get(server) == "HOST does not answer in time: try again later"
    done.set()


def test_an_answer_that_does_not_end_is_a_message(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "WHOLE", 0)
    server.add("/a", body="x")
    assert get(server) == "HOST does not answer in time: try again later"


def test_no_network_is_a_message_and_the_host_is_asked_once(server: Any) -> None:
    with socket.socket() as unused:  # bound, and not listening
        unused.bind(("127.0.0.1", 0))
        server.url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        fetcher = Fetcher()
        expected = "HOST cannot be reached (Connection refused): check the network, and try again"
        assert [get(server, "/a", fetcher), get(server, "/b", fetcher)] == [expected, expected]


def test_a_host_with_too_many_requests_gets_no_more(server: Any) -> None:
    server.add("/a", status=429, Retry_After="30")
    server.add("/b", body="@misc{}")
    fetcher = Fetcher()
    expected = "HOST has had too many requests (429): try again in 30 seconds"
    assert [get(server, "/a", fetcher), get(server, "/b", fetcher)] == [expected, expected]
    assert [request[0] for request in server.requests] == ["/a"]


def test_a_name_without_an_address_is_a_message() -> None:
    with pytest.raises(
        FetchError, match=r"^tides\.invalid cannot be reached \(.+\): check the network, and try again$"
    ):
        Fetcher().get("http://tides.invalid/", "*/*", 1)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "pubs.bib", "https:", "http://a b/", "data:,x", "http://[::1", ""],
)
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(
        FetchError, match=r"^it is no address of the web: write one that begins with https://, without spaces$"
    ):
        Fetcher().get(url, "*/*", 1)


def test_pauses_are_between_requests_to_one_host(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now, pauses = [100.0], []
    monkeypatch.setattr(fetch, "monotonic", lambda: now[0])
    monkeypatch.setattr(fetch, "sleep", pauses.append)
    server.add("/a", body="x")
    fetcher = Fetcher()
    for later in (0, 1.0, 0.5, 7):
        now[0] += later
        get(server, "/a", fetcher, pause=3)
    assert pauses == [2.0, 2.5]


def test_a_certificate_that_is_not_valid_is_a_message(server: Any, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=tides",
               "-days", "1", "-keyout", str(key), "-out", str(key.with_name("cert.pem"))]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(key.with_name("cert.pem"), key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_shake_hands, args=(listening, context), daemon=True)
        thread.start()
        server.url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        found = get(server)
        thread.join()
    assert (
        found
        == "the certificate of HOST is not valid (self-signed certificate): correct the clock, or try another network"
    )


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = listening.accept()
    with connection, contextlib.suppress(OSError):
        context.wrap_socket(connection, server_side=True).close()
