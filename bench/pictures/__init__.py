"""What `screens.py` draws: the phases of a day, who sees which page in each, and the sheets they are laid on."""
