"""What a sign-in rests on, without a store: secrets and what is kept of them, passwords, the cookie, its limits."""
