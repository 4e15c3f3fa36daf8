"""Faults, one after the other, while people answer: what is lost, what they see, what recovers."""
