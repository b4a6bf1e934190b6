"""Writes data/thesaurus_keys.tsv and data/words_keys.tsv: labels and plain words as stemmed skeletons.

Run ``PYTHONPATH=. python data/build/thesaurus_keys.py`` after a change of data/thesaurus.tsv, data/words.tsv or the
folding in mhlit/skeletons.py.
"""

from pathlib import Path

from mhlit.thesaurus import fold_labels, fold_words

DATA = Path(__file__).parents[1]


def lines(header: str, cells: dict[str, list[str]]) -> str:
    return "\n".join([header, *(f"{word}\t{' | '.join(values)}" for word, values in cells.items())]) + "\n"


def main() -> None:
    (DATA / "thesaurus_keys.tsv").write_text(lines("word\tlabels", fold_labels()), encoding="utf-8")
    (DATA / "words_keys.tsv").write_text(lines("word\ttranslations", fold_words()), encoding="utf-8")


if __name__ == "__main__":
    main()
