"""The tagged formats: RIS (read and written) and NBIB (read and written)."""

from __future__ import annotations

from mhlit.formats import nbib, nbibwrite, ris
from mhlit.formats.base import Format
from mhlit.formats.portions import lines_before, streaming

# "TY  - JOUR"
RIS_RECORD = r"^[ \t]*TY[ \t]{0,4}-[ \t]"
# "PMID- 123" after a blank line
NBIB_RECORD = r"(?<=\n\n)(?=[A-Z][A-Z0-9]{1,3} {0,2}-)"

RIS = Format(
    "ris", "RIS (reference managers)", (), (".ris",), ris.sniff, ris.read, ris.write,
    stream=streaming(lines_before(RIS_RECORD), ris.read), write_parts=ris.write_parts,
)  # fmt: skip
NBIB = Format(
    "nbib", "NBIB (PubMed, MEDLINE)", ("medline", "pubmed"), (".nbib",), nbib.sniff, nbib.read, nbibwrite.write,
    stream=streaming(lines_before(NBIB_RECORD), nbib.read), write_parts=nbibwrite.write_parts,
)  # fmt: skip
