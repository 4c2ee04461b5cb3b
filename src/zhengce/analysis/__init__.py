"""Analysis: what can be worked out of a notice, once for all who check, write or show it.

=============== ==========================================================
:mod:`.placed`  every part with its domain, every deadline with its part
:mod:`.roles`   the units of a part by what they do for it
:mod:`.fields`  what a part holds at one place, and where in its text that is
:mod:`.load`    how many measures each unit has
:mod:`.agenda`  what falls due in a month, and who has to see to it
:mod:`.stages`  how a target changes from deadline to deadline
=============== ==========================================================
"""
