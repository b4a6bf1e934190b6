"""The tagged formats: RIS (read and written) and NBIB (read and written)."""

from __future__ import annotations

from mhlit.formats import nbib, ris
from mhlit.formats.base import Format
from mhlit.formats.nbibwrite import write as write_nbib

RIS = Format("ris", "RIS (reference managers)", (), (".ris",), ris.sniff, ris.read, ris.write)
NBIB = Format("nbib", "NBIB (PubMed, MEDLINE)", ("medline", "pubmed"), (".nbib",), nbib.sniff, nbib.read, write_nbib)
