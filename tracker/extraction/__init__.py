"""Reading documents: what a stranger's file looks like, read in a process of its own."""
