"""The console command's table; making the register and serving it. The only room that may start the server."""
