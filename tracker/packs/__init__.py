"""What is handed over: a meeting's paper, an agency's sheet, a recommendation's golden thread, the year's chapter."""
