"""The pure core: content and answers become a path, a plan and a route."""
