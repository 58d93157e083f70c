"""From blocks to recommendations: one file for each way that reports print them."""
