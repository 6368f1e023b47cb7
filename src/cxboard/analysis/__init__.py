"""Pure arithmetic on counts and scores: intervals, comparisons, findings in words."""
