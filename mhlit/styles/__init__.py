"""Records -> citations, one module a style."""

from mhlit.styles.base import Cited, Style
from mhlit.styles.catalogue import STYLES, cite, native, style_by_name
from mhlit.styles.intext import FORMS, in_text

__all__ = ["FORMS", "STYLES", "Cited", "Style", "cite", "in_text", "native", "style_by_name"]
