"""Records -> citations, one module a style."""

from mhlit.styles.base import Style
from mhlit.styles.catalogue import STYLES, cite, native, style_by_name

__all__ = ["STYLES", "Style", "cite", "native", "style_by_name"]
