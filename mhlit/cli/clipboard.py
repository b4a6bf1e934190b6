"""The clipboard, through whichever tool of the system is there."""

from __future__ import annotations

import shutil
import subprocess

from mhlit.errors import UsageError

TOOLS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
HINT = "install wl-clipboard, xclip or xsel; or pipe: mhlit cite KEY | …"
SECONDS = 10


def copy(text: str) -> None:
    """Put a text on the clipboard. Raises UsageError where no tool is there or none of them works."""
    for tool in TOOLS:
        if program := shutil.which(tool[0]):
            try:
                subprocess.run([program, *tool[1:]], input=text.encode("utf-8"), timeout=SECONDS, check=True)
            except (OSError, subprocess.SubprocessError):
                continue
            return
    raise UsageError("there is no clipboard here that mhlit can reach", hint=HINT)
