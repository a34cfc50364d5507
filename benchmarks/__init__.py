"""What `mem` costs, measured beside something that everybody has; `make bench` runs it.

`python -m benchmarks` runs all of them, `python -m benchmarks starting writing` some. `locomo` says
how much recall finds, not how soon, and needs data that is not here; `curation` says how good the
facts are that `mem curate` makes of twenty days. Every other number is a ratio
against a command that ran at the same time, so that a busy machine hits both alike; a bar
that is missed is told and does no harm. The exit code is 1 when something is wrong: an entry lost
or doubled, a commit too few, a repository that is damaged.
"""
