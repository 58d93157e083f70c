"""The return workbook coming back: whose row each is, and what every open cell of it would change."""
