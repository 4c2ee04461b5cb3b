"""Reading: text in, nouns out; each small language in a room of its own."""
