"""Views: a notice to look at, as marked text, as a card in a notebook, as charts, as what falls due.

``from zhengce.views import charts`` draws, with the extra ``plot``.
"""

from .due import agenda

__all__ = ["agenda"]
