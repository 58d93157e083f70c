"""Looking: engine and filter in, frozen records out. Nothing here writes."""
