"""A new theatre from the page: what is asked, the making beside the page, and what came of it."""
