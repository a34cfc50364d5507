"""What lasts, as English says it."""
