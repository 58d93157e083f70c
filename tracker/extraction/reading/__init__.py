"""From a file of each kind to blocks of text in reading order."""
