"""The workbench: a local site for whoever writes the texts. Nothing of it runs in `serve`."""
