"""What a plan says, and where it says it."""
