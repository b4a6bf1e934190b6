"""Gives works their true DOI and the registries' metadata; links only what agrees, and says why not."""

from mhlit.resolve.outcomes import Change, Finding, Outcome, ResolveReport, State
from mhlit.resolve.run import dead, resolve

__all__ = ["Change", "Finding", "Outcome", "ResolveReport", "State", "dead", "resolve"]
