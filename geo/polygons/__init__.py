"""Control drawn elsewhere as polygons by day."""
