"""Links between works: what a work cites, what cites it, what is related to it.

A link names the uid of a record. One that is not in the library waits there until it is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mhlit.library.schema import Connection

# What a link is called -> the works at its other end, in the order of the source.
QUERIES = {
    "cites": """SELECT there.work FROM record AS here JOIN link ON link.record = here.id JOIN record AS there
        ON there.uid = link.target WHERE here.work = ? AND link.rel = 'cites' ORDER BY here.id, link.position""",
    "cited by": """SELECT there.work FROM record AS here JOIN link ON link.target = here.uid JOIN record AS there
        ON there.id = link.record WHERE here.work = ? AND link.rel = 'cites' ORDER BY there.id""",
    "related": """SELECT there.work FROM record AS here JOIN link ON link.record = here.id JOIN record AS there
        ON there.uid = link.target WHERE here.work = ?1 AND link.rel = 'related'
        UNION SELECT there.work FROM record AS here JOIN link ON link.target = here.uid JOIN record AS there
        ON there.id = link.record WHERE here.work = ?1 AND link.rel = 'related'
        UNION SELECT there.work FROM record AS here JOIN judgement ON judgement.a = here.uid JOIN record AS there
        ON there.uid = judgement.b WHERE here.work = ?1 AND judgement.kind = 'related'
        UNION SELECT there.work FROM record AS here JOIN judgement ON judgement.b = here.uid JOIN record AS there
        ON there.uid = judgement.a WHERE here.work = ?1 AND judgement.kind = 'related' ORDER BY 1""",
}


def of_work(connection: Connection, work: int) -> dict[str, list[int]]:
    """Return the ids of the works linked with a work, by the name of the link; names without works are left out."""
    found = {}
    for name, query in QUERIES.items():
        ids = [row[0] for row in connection.execute(query, (work,))]
        if others := [id for id in dict.fromkeys(ids) if id != work]:
            found[name] = others
    return found
