"""Stories: what people do with mem from one moment to the next, told as they would see it.

`make golden` tells them anew from what mem does now; then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import UPDATE
from tests.support.transcript import played

STORIES = sorted(Path(__file__).with_name("stories").glob("*.md"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_goes_as_it_is_told(story: Path, home: Path) -> None:
    told = story.read_text("utf-8")
    happened = played(told, home)
    if UPDATE:
        story.write_text(happened, "utf-8")
    else:
        assert happened == told


def test_there_are_stories() -> None:
    assert len(STORIES) > 5
