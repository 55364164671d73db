"""Commands of `cli.py` by subject. Each is a plain function; cli.py gives it its name."""
