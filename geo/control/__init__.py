"""Who holds what: reports, the rule, cells, fronts and change."""
