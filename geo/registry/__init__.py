"""What a theatre names once: its settings, factions, places, statuses and grades."""
