"""Files into one grid of cells, whatever kind they are; what cannot be read honestly is refused in one sentence."""
