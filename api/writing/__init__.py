"""Writing over HTTP: what editors send is received, checked by the rules of the command line, and loaded as a whole."""
