"""Files: turn the bytes of a file into text with places; a module or folder for each kind of file.

:func:`.kinds.extract` reads any of them: it recognises the kind of a file and calls
``extract(data, path)`` of the module of that name. Nothing is imported here, because a
process that reads a PDF (:mod:`.bounded`) has to start fast.
"""
