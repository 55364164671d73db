"""The log of changes: what was added, changed or brought in, and the log played over the files."""
