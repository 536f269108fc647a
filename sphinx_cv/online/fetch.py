"""Requests to services: one at a time, none repeated, each fault one message with what to do."""

from __future__ import annotations

import ssl
from http import HTTPStatus
from http.client import HTTPException, IncompleteRead, InvalidURL
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse

USER_AGENT = "sphinx-cv (an academic CV made with Sphinx; its commands add, sync and verify)"
#: The time limits of a connection without data, and of a whole answer, in seconds.
SILENCE, WHOLE = 20, 60
#: The size limit of an answer, in bytes.
LARGEST = 5_000_000
_SCHEMES = frozenset({"http", "https"})
_CHUNK = 65_536
_BY_HAND = "write the entry by hand"
_NO_ADDRESS = "it is no address of the web: write one that begins with https://, without spaces"
_STATUS = {
    404: f"does not know it (404): correct it, or {_BY_HAND}",
    406: f"does not have it in this format (406): {_BY_HAND}",
    410: f"does not have it any more (410): correct it, or {_BY_HAND}",
}


class FetchError(Exception):
    """What went wrong, and what to do, as a clause after the identifier."""


class Answer(NamedTuple):
    """The text of an answer, and the host that gave it."""

    text: str
    host: str


class Fetcher:
    """Requests to services, with pauses between those to one host."""

    def __init__(self) -> None:
        handlers = (
            ProxyHandler,
            HTTPHandler,
            HTTPSHandler,
            _RedirectHandler,
            HTTPDefaultErrorHandler,
            HTTPErrorProcessor,
        )
        self._opener = OpenerDirector()  # build_opener would add handlers of file:, ftp: and data:
        for handler in handlers:
            self._opener.add_handler(handler())
        self._last: dict[str, float] = {}
        #: What is wrong with hosts that get no further request.
        self._left_alone: dict[str, FetchError] = {}

    def get(self, url: str, accept: str, pause: float) -> Answer:
        """Return the answer to a request, at least `pause` seconds after the last one to the same host.

        Raises FetchError.
        """
        host = host_of(url)
        if not host or urlsplit(url).scheme not in _SCHEMES:
            raise FetchError(_NO_ADDRESS)
        if host in self._left_alone:
            raise self._left_alone[host]
        if (wait := self._last.get(host, -pause) + pause - monotonic()) > 0:
            sleep(wait)
        try:
            return self._answer(url, accept)
        except HTTPError as error:
            with error:
                found = FetchError(_status_message(error, host_of(error.url) or host))
            if error.code == HTTPStatus.TOO_MANY_REQUESTS:
                self._left_alone[host] = found
            raise found from None
        except (URLError, HTTPException, OSError, ValueError) as error:
            found = FetchError(_message(error, host))
            if isinstance(error, URLError):  # no connection
                self._left_alone[host] = found
            raise found from None
        finally:
            self._last[host] = monotonic()

    def _answer(self, url: str, accept: str) -> Answer:
        request = Request(url, headers={"Accept": accept, "User-Agent": USER_AGENT})  # noqa: S310  (the scheme is known)
        with self._opener.open(request, timeout=SILENCE) as response:
            host = host_of(response.url)
            return Answer(_text(_read(response, host), host), host)


class _RedirectHandler(HTTPRedirectHandler):
    """Follows redirects to addresses of the web alone."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in _SCHEMES:
            raise HTTPError(req.full_url, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def host_of(url: str) -> str:
    """Return the host of a URL, with its port if it has one; empty if it is no URL."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # such as an IPv6 host with an unclosed [
        return ""


def _read(response: HTTPResponse, host: str) -> bytes:
    """Return the body of an answer; raises FetchError if it is too large or takes too long."""
    deadline, data = monotonic() + WHOLE, b""
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > LARGEST:
            raise FetchError(f"the answer of {host} is larger than {LARGEST // 1_000_000} MB: {_BY_HAND}")
        if monotonic() > deadline:
            raise TimeoutError
    if response.length:
        raise IncompleteRead(data, response.length)
    return data


def _text(data: bytes, host: str) -> str:
    """Return the text of an answer; raises FetchError if there is none, or if it is a web page."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FetchError(f"the answer of {host} is not text in UTF-8: {_BY_HAND}") from None
    if not text.strip():
        raise FetchError(f"the answer of {host} is empty: try again later, or {_BY_HAND}")
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        raise FetchError(f"{host} answers with a web page, and not with data: {_BY_HAND}")
    return text


def _status_message(error: HTTPError, host: str) -> str:
    after = error.headers.get("Retry-After", "").strip() if error.headers else ""
    if message := _STATUS.get(error.code):
        return f"{host} {message}"
    if 300 <= error.code < 400:  # noqa: PLR2004
        return f"{host} leads to an address that is not allowed, or in a circle ({error.code}): {_BY_HAND}"
    when = (
        f"in {after} seconds"
        if after.isdecimal()
        else f"after {after:.40}"
        if after.isprintable() and after
        else "later"
    )
    if error.code == HTTPStatus.TOO_MANY_REQUESTS:
        return f"{host} has had too many requests (429): try again {when}"
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{host} is out of order ({error.code}): try again {when}"
    return f"{host} refuses the request ({error.code}): correct it, or {_BY_HAND}"


def _message(error: Exception, host: str) -> str:
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(reason, TimeoutError):
        return f"{host} does not answer in time: try again later"
    if isinstance(reason, ssl.SSLCertVerificationError):
        why = reason.verify_message
        return f"the certificate of {host} is not valid ({why}): correct the clock, or try another network"
    if isinstance(reason, InvalidURL):
        return _NO_ADDRESS
    if isinstance(reason, HTTPException | ValueError) and not isinstance(reason, OSError):
        return f"the answer of {host} is not understood ({type(reason).__name__}): try again later, or {_BY_HAND}"
    text = getattr(reason, "strerror", None) or str(reason)
    return f"{host} cannot be reached ({text}): check the network, and try again"
