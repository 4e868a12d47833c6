"""Reports of one place over the years, errata and changed forms among them, and the checks that look across years."""
