"""Text typed: a table through its mapping becomes events, with every fault of every row."""
