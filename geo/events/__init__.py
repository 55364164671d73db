"""What is reported to have happened: rows, actors, versions, duplicates, counts."""
