"""Chinese government policy documents as typed, exact, checkable data."""
