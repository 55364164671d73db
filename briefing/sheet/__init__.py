"""The parts of a sheet: paper and type, the map in its frame, what stands around it, and the sheets themselves."""
