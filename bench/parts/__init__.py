"""What the measurements are made of: the province, the server, the client, the report."""
