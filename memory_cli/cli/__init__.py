"""How people ask: arguments, the terminal, the clock, the environment, exit codes."""
