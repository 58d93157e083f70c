"""What a cell of another board's plan means: dates, statuses, ratings, owners, recommendations, several in one cell.

Pure functions. None raises for any text, none guesses without saying so. A flag is the rest of a sentence that begins
with the value of the cell: ‘Sept 2014’ "is taken as 30 September 2014, the end of the month".
"""
