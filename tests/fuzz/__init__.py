"""Mutated files for every reader: each is read or refused with a DataError, within a time and a memory.

`python -m tests.fuzz --files 5000 --seed 1` runs so many, each in a process of its own; `make fuzz` runs 5,000.
"""
