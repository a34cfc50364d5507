"""What can be done: one plain function per verb, each returning one frozen result."""
