"""What is kept: the only tables, the only write door, the trail, the migrations and the evidence files."""
