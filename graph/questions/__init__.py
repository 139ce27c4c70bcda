"""The questions that people ask of the graph. Each is one function of a Reader and gives a frozen, typed answer."""
