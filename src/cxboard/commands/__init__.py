"""What each command does: the same functions as the pages, for a terminal and a scheduler."""
