"""How data/ was made, and what `make` sets up: run by hand and by the Makefile, no part of the program."""
