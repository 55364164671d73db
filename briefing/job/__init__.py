"""What is asked of a briefing, who makes it, and every kind of file there is."""
