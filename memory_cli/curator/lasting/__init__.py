"""What a sentence that lasts looks like, what it is about, and where it goes: without a model."""
