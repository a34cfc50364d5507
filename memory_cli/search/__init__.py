"""Finding entries: the index over the memory files, and what ranks its answers."""
