"""How the files in data/ are made from the researched facts and from public packages."""
