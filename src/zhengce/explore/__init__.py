"""Explore: a notice to look at, as marked text, as a card in a notebook, as charts."""
