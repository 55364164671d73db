"""Control told by place and day, read into reports."""
