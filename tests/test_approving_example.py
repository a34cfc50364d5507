"""The example of the dialogue is what a terminal shows; `make golden` plays it anew."""

from __future__ import annotations

from pathlib import Path

from tests.support import UPDATE
from tests.support.terminal import seen

PAGE = Path(__file__).parent.parent / "examples" / "approving.md"


def test_the_dialogue_goes_as_it_is_told(home: Path) -> None:
    told = PAGE.read_text("utf-8")
    happened = seen(told, home)
    if UPDATE:
        PAGE.write_text(happened, "utf-8")
    else:
        assert happened == told
