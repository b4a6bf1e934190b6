"""Bytes to text: UTF-8, UTF-16 and the legacy encodings in which Russian and Western lists still circulate.

Encodings are guessed by charset-normalizer among those met in practice (left free it takes a short CP1251 list for
Big5), and only where UTF-8 does not fit; every guess is an issue, so that a person can look at the letters.
"""

from __future__ import annotations

import codecs
import re

from mhlit.model import Issue
from mhlit.text import CONTROL, CYRILLIC

LEGACY = {"cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1252": "Windows-1252", "cp866": "CP866"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# JabRef's "% Encoding: windows-1251", HTML's '<meta charset="koi8-r">', LaTeX's "\usepackage[cp1251]{inputenc}"
DECLARED = re.compile(rb"(?:%\s*Encoding:\s*|charset=[\"']?|\\usepackage\[)([A-Za-z0-9_-]+)")
ZIP = b"PK\x03\x04"
# A file is taken for text as long as fewer than one character in fifty is a control character.
CONTROL_SHARE = 0.02
SAMPLE = 65536


def decode(data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a file, and what was doubtful about its encoding.

    Of a Word file the references are the text. An empty or binary file gives ``""`` and an issue. Lines in another
    encoding than the rest are decoded by themselves, each with an issue. Never raises.
    """
    if not data.strip():
        return "", (Issue("empty-file", "the file is empty"),)
    if data.startswith(ZIP):
        from mhlit.wordfile import text_of

        return text_of(data)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return checked(data[len(mark) :].decode(encoding, "replace"))
    if (wide := utf16_without_mark(data)) is not None:
        return checked(wide)
    try:
        return checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return legacy(data)


def checked(text: str) -> tuple[str, tuple[Issue, ...]]:
    """Return a decoded text, unless it is binary; NULs and other control characters are taken out and told."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = text[:SAMPLE]
    if len(CONTROL.findall(head)) > CONTROL_SHARE * len(head) + 1:
        return "", (Issue("binary-file", "this is a binary file, not text; nothing was read"),)
    if not CONTROL.search(text):
        return text, ()
    line = text.count("\n", 0, next(CONTROL.finditer(text)).start()) + 1
    message = "control characters in the text were left out"
    return CONTROL.sub("", text), (Issue("control-characters", message, line),)


def utf16_without_mark(data: bytes) -> str | None:
    """Return the text of UTF-16 data without a byte order mark, or None where it is something else.

    Blanks, digits and Latin letters have a NUL on one side of the pair, always the same; Cyrillic text has few of them.
    """
    head = data[: SAMPLE // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(head) * 0.02 or min(even, odd) > max(even, odd) * 0.05:
        return None
    text = data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    readable = len(CYRILLIC.findall(text[:SAMPLE])) + sum(map(str.isascii, text[:SAMPLE]))
    return text if readable > 0.9 * len(text[:SAMPLE]) else None


def legacy(data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return data that is not UTF-8: one legacy encoding, or UTF-8 with foreign lines in between."""
    lines = data.splitlines(keepends=True)
    broken = [number for number, line in enumerate(lines) if not is_utf8(line)]
    accented = sum(1 for line in lines if not line.isascii())
    if len(broken) <= accented / 2:
        return mixed(lines, broken)
    encoding = declared(data) or guess(data)
    if encoding is None:
        return "", (Issue("binary-file", "this is a binary file, or text in an unknown encoding; nothing was read"),)
    text, issues = checked(data.decode(encoding, "replace"))
    message = f"not UTF-8; read as {LEGACY.get(encoding, encoding)} (check the letters, or convert the file to UTF-8)"
    told = (Issue("encoding-guessed", message, broken[0] + 1),) if text else ()
    return text, (*told, *issues)


def mixed(lines: list[bytes], broken: list[int]) -> tuple[str, tuple[Issue, ...]]:
    """Return UTF-8 text whose broken lines were decoded one by one."""
    issues = []
    decoded = [line.decode("utf-8", "replace") for line in lines]
    for number in broken:
        encoding = guess(lines[number]) or "cp1252"
        decoded[number] = lines[number].decode(encoding, "replace")
        message = f"this line is not UTF-8 like the rest; read as {LEGACY.get(encoding, encoding)}"
        issues.append(Issue("encoding-mixed", message, number + 1, raw=decoded[number].rstrip("\r\n")))
    text, further = checked("".join(decoded))
    return text, (*issues, *further)


def is_utf8(line: bytes) -> bool:
    """Return whether a line is valid UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def declared(data: bytes) -> str | None:
    """Return the encoding that the file itself names, if Python knows it and it fits the data."""
    found = DECLARED.search(data[:SAMPLE])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    try:
        data.decode(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeDecodeError):
        return None


def guess(data: bytes) -> str | None:
    """Return the likeliest legacy encoding of the bytes, or None where none gives readable text."""
    from charset_normalizer import from_bytes

    accented = b"\n".join(line for line in data.splitlines() if not line.isascii())
    best = from_bytes(accented[:SAMPLE], cp_isolation=list(LEGACY)).best()
    return best.encoding if best else None
