"""A theatre written to: its store, edits by hand, who may write, and what others wrote meanwhile."""
