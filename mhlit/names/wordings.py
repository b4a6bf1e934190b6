"""One person's name in two scripts: the other form is kept with the name, so that a citation can print either.

The forms stand in ``Name.extra["mhlit:forms"]`` as objects with CSL's ``family``, ``given`` or ``literal``. They come
from a registry that gives everybody twice, or from the records of one work that print its authors in two scripts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.model import Name
from mhlit.skeletons import skeleton
from mhlit.text import script

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = "mhlit:forms"
PARTS = ("family", "given", "suffix", "literal")


def script_of(name: Name) -> str:
    """Return the script in which a name is written, as ISO 15924 says it: ``Cyrl``, ``Latn`` …"""
    return script(name.literal or name.family)


def same_person(a: Name, b: Name) -> bool:
    """Return whether two names in two scripts are one: like families by skeleton, first initials that can be one."""
    from rapidfuzz.fuzz import ratio

    families = skeleton(a.literal or a.family), skeleton(b.literal or b.family)
    if not all(families) or ratio(*families) < 75:
        return False
    initials = skeleton(a.given)[:1], skeleton(b.given)[:1]
    return not all(initials) or initials[0] == initials[1] or {*initials} <= {"i", "u", "e", "a", "j", "y"}


def with_form(name: Name, other: Name) -> Name:
    """Return a name that keeps another form of itself, and what is said with that one (an ORCID, an affiliation)."""
    form = {part: value for part in PARTS if (value := getattr(other, part))}
    kept = [each for each in name.extra.get(FORMS, ()) if each != form]
    return replace(name, orcid=name.orcid or other.orcid, extra={**other.extra, **name.extra, FORMS: [*kept, form]})


def forms(name: Name) -> list[Name]:
    """Return the other forms of a name."""
    kept = name.extra.get(FORMS)
    objects = [form for form in kept if isinstance(form, dict)] if isinstance(kept, list) else []
    parts = ([str(form.get(part) or "") for part in PARTS] for form in objects)
    return [Name(family, given, suffix, literal) for family, given, suffix, literal in parts]


def without_forms(name: Name) -> Name:
    """Return a name in the one form in which it is to be written."""
    return replace(name, extra={key: value for key, value in name.extra.items() if key != FORMS})


def in_script(name: Name, wanted: str) -> Name:
    """Return the form of a name in a script, or the name as it is where no source gives one."""
    if script_of(name) == wanted:
        return name
    return next((form for form in forms(name) if script_of(form) == wanted), name)


def with_forms_of(names: Sequence[Name], others: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names, each with its form in another list, if that is the same list of people in another script.

    Lists that differ in length or in any person are left alone: a wrong author is worse than none.
    """
    if len(names) != len(others) or any(script_of(a) == script_of(b) for a, b in zip(names, others, strict=True)):
        return tuple(names)
    pairs = list(zip(names, others, strict=True))
    if not all(same_person(name, other) for name, other in pairs):
        return tuple(names)
    return tuple(with_form(name, other) for name, other in pairs)
