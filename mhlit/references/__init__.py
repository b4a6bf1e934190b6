"""References read out of prose: splitting a list, tagging a reference, its fields, its kind."""

from mhlit.references.doubts import CONFIDENCE, DOUBTS
from mhlit.references.parse import left_out, marked, parse_list, parse_reference
from mhlit.references.split import Piece, split_references

__all__ = ["CONFIDENCE", "DOUBTS", "Piece", "left_out", "marked", "parse_list", "parse_reference", "split_references"]
