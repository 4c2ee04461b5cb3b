"""Files: bytes in, text with its places out; a module or folder for each kind of file.

:func:`.kinds.extract` reads any of them: it finds out what a file is and asks the
module of that name, whose ``extract(data, path)`` gives the text. Nothing is imported
here, since a process that reads a PDF (:mod:`.bounded`) is to start fast.
"""
