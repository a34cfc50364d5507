"""Finding entries: the index over the memory files, and what ranks its answers."""

from __future__ import annotations

import os

# numpy's OpenBLAS starts a thread for every core as it is loaded, for products of matrices that
# nobody asks for here; they double the work of a short process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
