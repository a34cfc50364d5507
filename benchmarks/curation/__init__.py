"""What `mem curate` makes of days that a person wrote, and what it should have made of them.

Nobody in `days/` exists. `expected.toml` says how it is read, and what should be in MEMORY.md at
the end; `held_out/`, with days and an expected.toml of its own, is what no curator was tuned to.
"""
