"""Reading: turn text into the objects of the model; each small grammar has a module or folder of its own."""
