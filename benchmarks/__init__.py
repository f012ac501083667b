"""Side by side against what a user would pick instead; each module is a program that prints a table."""
