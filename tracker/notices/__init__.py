"""What goes out to people: e-mail with a workbook, and the server that takes it."""
