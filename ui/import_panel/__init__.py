"""A file brought in on the page: looked at, read as a person says, seen on the map, then kept or discarded."""
