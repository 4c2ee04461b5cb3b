"""Analysis: everything that rules, formats and views derive from a notice.

================= =========================================================
:mod:`.placed`    every part with its domain, every deadline with its part
:mod:`.roles`     the units of a part by role
:mod:`.fields`    the fields of a part, and their places in its text
:mod:`.load`      how many measures each unit has
:mod:`.agenda`    what falls due in a month, and who is in charge of it
:mod:`.stages`    how a target changes from deadline to deadline
:mod:`.matching`  what became of each piece of work in an amended notice
:mod:`.comparing` what an amended notice, or that of another year, makes of the old one
:mod:`.changes`   what differs between the fields of two parts
:mod:`.wording`   which words differ between two parts
:mod:`.aligning`  what a lower level makes of a plan of a higher one
:mod:`.levels`    words of level: 全省, 我区
================= =========================================================
"""
