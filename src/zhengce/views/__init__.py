"""Views: a notice to look at, as marked text, as a card in a notebook, as charts, as a page for a browser.

``from zhengce.views import charts`` draws, with the extra ``plot``.
"""
