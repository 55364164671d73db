"""Control drawn elsewhere, read into a history."""
