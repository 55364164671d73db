"""Rows that name a place nobody could place surely: a person says where they lie, with the map beside them."""
