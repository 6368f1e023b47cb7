"""CX Board: is the experience of care improving, where not, why, and did what was done work?"""

__version__ = "0.1.0"
