"""What the map is made of: drawables, how they look, and what draws them in a browser."""
