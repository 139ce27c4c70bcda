"""SPARQL 1.1 Protocol: what is asked over HTTP, in which form it is answered, and what is said when it is not."""
