"""Statistical process control: limits → points → signals → variation → assurance → words."""
