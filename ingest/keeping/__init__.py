"""A theatre written to: files held against it and kept, rows by hand, the log, one writer at a time."""
