"""A file held against a theatre: what would come in, what it corrects, what waits, and how that is kept."""
