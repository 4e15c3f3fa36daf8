"""Mail: what it says, what waits to be sent, and how it reaches a server."""
