"""Word files (DOCX): their lists of references as lines of text that the readers of lists take."""

from mhlit.wordfile.archive import LARGEST
from mhlit.wordfile.sections import is_heading, text_of

__all__ = ["LARGEST", "is_heading", "text_of"]
