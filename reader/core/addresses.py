"""Web addresses as pages and archives have them: which may be opened, and how they are handed on."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

SCHEMES = ("http", "https")
"""What is opened in a browser: nothing that could run a program or read a file."""

_SAFE = "!$%&'()*+,/:;=?@~-._"
"""What may stand in a part of an address: RFC 3986, 2.2 and 2.3, and the % of what is encoded already."""

_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE_IN_HOST = re.compile(r"[\s\x00-\x1f\x7f-\x9f%<>\"`{}|\\^\u2400-\u2421\ufffd]")
_MAIL = "mailto:"


def web_address(text: str | None) -> str | None:
    """Return an address of the web in the form that is safe as an argument of a program; None for anything else.

    It begins with http:// or https://, names a host, and is ASCII without space, control character or quote: these are
    percent-encoded, names of hosts written in Punycode, as browsers do (WHATWG URL, 3.3 and 4.4). One that has such
    characters in its host is refused.
    """
    try:
        parts = urlsplit((text or "").strip())
        user, at, host = parts.netloc.rpartition("@")
        host = host if host.isascii() else host.encode("idna").decode()
        named, _ = parts.hostname, parts.port
    except ValueError:  # brackets around no IPv6 address, no port number, a name that is too long
        return None
    if parts.scheme.lower() not in SCHEMES or not named or _UNSAFE_IN_HOST.search(parts.netloc + host):
        return None
    path, query, fragment = map(_encoded, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), _encoded(user) + at + host, path, query, fragment))


def link_address(text: str | None) -> str | None:
    """Return an address that a link of an exported page may have, in the same form: of the web, or of a mailbox."""
    address = (text or "").strip()
    if address[: len(_MAIL)].lower() == _MAIL:
        return _MAIL + _encoded(address[len(_MAIL) :])
    return web_address(address)


def _encoded(part: str) -> str:
    return _LONE_PERCENT.sub("%25", quote(part, safe=_SAFE))
