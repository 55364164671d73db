"""A page with the map for any browser, without a server."""
