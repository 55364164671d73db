"""A theatre's map held against another."""
