"""Who should meet whom, and what a city could do next: algorithms, each beside the simple ones it has to beat."""
