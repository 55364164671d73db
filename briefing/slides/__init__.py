"""Slides to be edited."""
