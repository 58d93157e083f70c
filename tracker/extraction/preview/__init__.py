"""A document as people at a table look at it: a page as a picture, a picture, or its text. `look` is the way in."""
