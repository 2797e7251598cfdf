"""What answers show, taken together: pure functions over rows."""
