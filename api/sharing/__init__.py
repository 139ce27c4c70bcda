"""Links to frozen slices: making them, telling of them, and opening them."""
