"""One module per verb, loaded only when that verb is called."""
