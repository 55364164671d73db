"""A folder of data, read, checked and put together."""
