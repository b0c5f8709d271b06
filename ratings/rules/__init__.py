"""Pure rules: frozen facts in, answers out; no tables, no clock."""
