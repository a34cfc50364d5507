"""Who proposes: curators read entries and answer with a plan. None of them can write anything."""
