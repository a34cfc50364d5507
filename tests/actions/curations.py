"""A memory with facts of several authors and logs that no curation has considered, and edits."""

from __future__ import annotations

from collections.abc import Callable

from memory_cli.actions.add import add
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.core.plan import Edit
from memory_cli.store.store import Store
from tests.support.curators import adds
from tests.support.curators import curated
from tests.support.curators import logged
from tests.support.curators import retires
from tests.support.curators import revises
from tests.support.memories import DAY
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import write

MOVED, CAT = logged("Moved to Delft.", TODAY), logged("Bought a cat.", TODAY)
AGENT = logged("Deploys on Fridays.", TODAY)


def prepared(store: Store) -> Store:
    """Two facts of a curator, one by hand, two entries of a person and one of an agent."""
    write(store, "memory/2026-11-01.md", "- Signed the lease in Utrecht.\n- Walked both dogs.\n")
    curated(
        store,
        lambda m: [
            adds("Lives in Utrecht.", m.entries[0], section="Home", tags=("city",)),
            adds("Has two dogs.", m.entries[1], section="Home"),
        ],
    )
    add(store, ["Works at Acme."], author=author(), section="Work")
    write(store, DAY, "# 2026-11-20\n\n- Moved to Delft.\n- Bought a cat.\n")
    save(store, author=author())
    log(store, ["Deploys on Fridays."], author=author("agent"))
    return store


DELFT = revises("Lives in Utrecht.", "Lives in Delft.", MOVED)
BOUGHT = adds("Has a cat.", CAT, section="Home", tags=("pets",))
DOGS = retires("Has two dogs.", CAT)
ACME = revises("Works at Acme.", "Works in Delft.", MOVED)
DEPLOYS = adds("Deploys on Fridays.", AGENT, section="Work")


def says(*edits: Edit) -> Callable[[object], tuple[Edit, ...]]:
    """A curator that proposes `edits` whatever it is given."""
    return lambda _matter: edits
