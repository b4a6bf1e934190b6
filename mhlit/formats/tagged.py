"""The tagged formats: RIS (read and written) and NBIB (read and written)."""

from __future__ import annotations

from mhlit.formats import nbib, ris
from mhlit.formats.base import Format
from mhlit.formats.nbibwrite import write as write_nbib
from mhlit.formats.portions import lines_before, streaming

# "TY  - JOUR"
RIS_RECORD = r"^[ \t]*TY[ \t]{0,4}-[ \t]"
# "PMID- 123" after a blank line
NBIB_RECORD = r"(?<=\n\n)(?=[A-Z][A-Z0-9]{1,3} {0,2}-)"

RIS = Format(
    "ris", "RIS (reference managers)", (), (".ris",), ris.sniff, ris.read, ris.write,
    stream=streaming(lines_before(RIS_RECORD), ris.read),
)  # fmt: skip
NBIB = Format(
    "nbib", "NBIB (PubMed, MEDLINE)", ("medline", "pubmed"), (".nbib",), nbib.sniff, nbib.read, write_nbib,
    stream=streaming(lines_before(NBIB_RECORD), nbib.read),
)  # fmt: skip
