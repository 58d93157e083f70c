"""What is true: pure functions and frozen values that know the standard library only and are told the day."""
