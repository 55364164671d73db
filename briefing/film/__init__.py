"""The days as a film."""
