"""The few settings of a user: from the environment, else from ``config.toml`` in the XDG folder for configuration.

``mhlit config`` writes the file; it may be written by hand as well. The environment always wins.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from mhlit.errors import UnreadableFile, UsageError

# Setting -> the variable of the environment that says the same, and what it is about.
SETTINGS = {
    "mailto": ("MHLIT_MAILTO", "your e-mail address, sent to the registries so that they serve you faster"),
    "library": ("MHLIT_LIBRARY", "the library file"),
    "snapshot": ("MHLIT_SNAPSHOT", "a local extract of Crossref (mhlit snapshot build), asked before the network"),
    "citekey": ("MHLIT_CITEKEY", "how new citekeys are made, such as {family}{year}{suffix} or {Authors}:{year}"),
}
# What stands in the braces of a citekey's pattern; with a capital ("{Family}") so does its value.
TOKENS = ("family", "authors", "given", "year", "title", "journal", "suffix")
CITEKEY = "{family}{year}{suffix}"
TOKEN = re.compile(r"\{([^{}]*)\}")
# Signs between the braces that BibTeX, biber and all that read their files take in a key: "smith:2010", "smith_2010"
SIGNS = re.compile(r"[A-Za-z0-9:_./+-]*")


def path() -> Path:
    """Return where the settings lie: ``mhlit/config.toml`` in ``XDG_CONFIG_HOME`` or ``~/.config``."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "mhlit" / "config.toml"


def setting(name: str) -> str:
    """Return a setting, ``""`` where it is set nowhere. Raises UnreadableFile where the file is no TOML."""
    variable, _ = SETTINGS[name]
    return os.environ.get(variable, "").strip() or stored().get(name, "")


def citekey_pattern() -> str:
    """Return how new citekeys are made. Raises UsageError where the setting is no pattern."""
    return checked_pattern(setting("citekey") or CITEKEY)


def checked_pattern(pattern: str) -> str:
    """Return a citekey's pattern without its ``{suffix}``, which stands at its end. Raises UsageError for a bad one."""
    names = [name.lower() for name in TOKEN.findall(pattern)]
    unknown = next((name for name in names if name not in TOKENS), None)
    if unknown is not None:
        known = ", ".join(f"{{{name}}}" for name in TOKENS)
        raise UsageError(f"{{{unknown}}} is nothing that a citekey can be made of", hint=f"there are: {known}")
    bare = pattern.removesuffix("{suffix}")
    if "suffix" in bare.lower():
        raise UsageError(f"'{pattern}' has {{suffix}} in the middle", hint=f"it stands at the end: {CITEKEY}")
    if not SIGNS.fullmatch(TOKEN.sub("", bare)):
        raise UsageError(f"'{pattern}' has signs that a citekey cannot have", hint="letters, figures and : _ . / + -")
    if not {"family", "authors", "title"} & set(names):
        raise UsageError(f"'{pattern}' tells no works apart", hint="it needs {family}, {authors} or {title}")
    return bare


def stored() -> dict[str, str]:
    """Return the settings of the file, those too that mhlit does not know."""
    try:
        text = path().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnreadableFile(f"cannot read the settings in {path()}: {error.strerror or error}") from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except ValueError as error:
        hint = "mend the file or delete it"
        raise UnreadableFile(f"cannot read the settings in {path()}: {error}", hint) from error
    return {name: str(value).strip() for name, value in found.items() if not isinstance(value, dict | list)}


def put(name: str, value: str) -> None:
    """Write a setting to the file; ``""`` takes it out. Raises UsageError for an unknown one or a bad value."""
    if name not in SETTINGS:
        raise UsageError(f"there is no setting '{name}'", hint=f"settings: {', '.join(SETTINGS)}")
    if name == "mailto" and value and ("@" not in value.strip("@") or any(c.isspace() for c in value)):
        raise UsageError(f"'{value}' is no e-mail address", hint="mhlit config mailto you@example.org")
    if name == "citekey" and value:
        checked_pattern(value)
    values = {**stored(), name: value}
    lines = [f"{key} = {json.dumps(each, ensure_ascii=False)}\n" for key, each in values.items() if each]
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        path().write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(f"cannot write the settings to {path()}: {error.strerror or error}") from error
