"""A memory that lasts: human-readable markdown under git, for people, scripts and agents."""

from __future__ import annotations

__version__ = "0.1.0"
