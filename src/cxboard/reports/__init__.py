"""What leaves CX Board as a file that people keep."""
