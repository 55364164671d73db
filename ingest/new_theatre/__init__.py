"""A theatre from nothing: boundaries, gazetteer and settings of any country, from packages that are installed."""
