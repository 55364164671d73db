"""Figures and rows as tables: workbooks and CSV."""
