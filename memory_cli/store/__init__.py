"""Where memory lives: files, the lock, git. The only room that touches the disk."""
