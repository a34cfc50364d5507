"""What lasts, as German says it."""
