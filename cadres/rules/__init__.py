"""Pure rules about people: spans, posts."""
