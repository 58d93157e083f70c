"""Themes: which of the taxonomy's themes a text speaks of. A suggestion is never more than that; a person confirms."""
