"""Identifiers in text: found, repaired, checked."""

from mhlit.identifiers.codes import (
    find_arxiv,
    find_edn,
    find_pmcid,
    find_pmid,
    find_urls,
    isbn_of,
    issn_of,
    orcid_of,
    repair_url,
    valid_isbn,
    valid_issn,
    valid_orcid,
)
from mhlit.identifiers.dois import FoundDoi, find_dois, normalise_doi, repair_words

__all__ = [
    "FoundDoi", "find_arxiv", "find_dois", "find_edn", "find_pmcid", "find_pmid", "find_urls", "isbn_of", "issn_of",
    "normalise_doi", "orcid_of", "repair_url", "repair_words", "valid_isbn", "valid_issn", "valid_orcid",
]  # fmt: skip
