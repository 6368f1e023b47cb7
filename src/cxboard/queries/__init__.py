"""Questions to the data, one result shape a file. They return counts, never rates."""
