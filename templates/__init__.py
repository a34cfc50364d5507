"""What a new store is filled with: data, read by `memory_cli.store.templates`."""
