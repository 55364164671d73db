"""Events, reports of control and rules for actors added, edited and withdrawn on the page."""
