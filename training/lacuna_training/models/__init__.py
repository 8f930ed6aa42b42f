"""The networks and the noise schedule."""
