"""What every part of the domain shares: errors, days, reference systems, measures."""
