"""What is asked of a theatre: filters, and the days taken step by step."""
