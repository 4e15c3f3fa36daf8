"""Startplan: a wizard for a draft persoonlijk plan."""
