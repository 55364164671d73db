"""Which column says what: the mapping of a file, guessed, explained and saved."""
