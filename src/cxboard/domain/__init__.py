"""The field's words and rules. Standard library only, no input or output."""
