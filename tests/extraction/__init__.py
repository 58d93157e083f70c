"""Documents opened for people to look at."""
