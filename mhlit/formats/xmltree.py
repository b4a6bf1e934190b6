"""XML text -> elements by their local names, without entities, DTDs or network; damage is told, not raised.

Namespaces are dropped, declared or not: fragments of SRU replies use ``marc:`` without declaring it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# '<?xml version="1.0" encoding="ISO-8859-1"?>': the text has been decoded already
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# "<!DOCTYPE x [ <!ENTITY a SYSTEM 'file:///etc/passwd'> ]>"
ENTITY = re.compile(r"<!ENTITY\s+%?\s*\S+")
ERRORS_TOLD = 5


def parsed(text: str) -> tuple[Any | None, list[Issue]]:
    """Return the root element, None where there is none, and issues for damaged markup and declared entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    body = DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return None, [Issue("damaged-xml", f"this is no XML that can be read: {error.msg}", error.lineno or 0)]
    issues = [Issue("damaged-xml", f"damaged XML: {each.message}", each.line) for each in worst(parser)]
    if ENTITY.search(body[:65536]):
        issues.append(Issue("xml-entities", "the file declares entities of its own; they were not expanded"))
    if root is not None:
        bare(root)
    return root, issues


def worst(parser: Any) -> Iterator[Any]:
    """Yield the first errors of a parser; undeclared prefixes are customary and told nowhere."""
    told = [each for each in parser.error_log if "amespace" not in each.message]
    yield from told[:ERRORS_TOLD]


def bare(root: Any) -> None:
    """Take namespaces and prefixes off the names of elements and attributes."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local(element.tag)
        for name in list(element.attrib):
            if local(name) != name:
                value = element.attrib.pop(name)
                element.set(local(name), element.get(local(name), value))


def local(name: str) -> str:
    """Return a name without namespace or prefix: ``{http://…}record`` and ``marc:record`` are record.

    What damage leaves without a name of its own (``marc:``, ``marc:1``) keeps its prefix, since XML wants a letter.
    """
    prefixed = name.rsplit("}", 1)[-1]
    bare_name = prefixed.rsplit(":", 1)[-1]
    return bare_name if bare_name[:1].isalpha() or bare_name[:1] == "_" else "_" + prefixed.replace(":", "_")


def words(found: Any) -> str:
    """Return the text of an element with all that is in it, or of an attribute."""
    return found if isinstance(found, str) else "".join(found.itertext())


def source(element: Any) -> str:
    """Return the markup of an element."""
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode", with_tail=False))


@cache
def path(expression: str) -> Callable[..., Any]:
    """Return the compiled XPath of an expression."""
    from lxml import etree

    return etree.XPath(expression)
