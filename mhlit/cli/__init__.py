"""The command line: options -> one call -> render; the only place of mhlit that prints."""
