"""Districts and other units brought in, by which figures are given."""
