"""A theatre seen through one question: situation, figures, evidence, series."""
