"""What pages, reports and the terminal show: queries scored, compared and cleared for display."""
