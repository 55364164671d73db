"""The map of the last day held against another map, on a tab."""
