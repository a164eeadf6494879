"""How fast, beside what: ratios of one run, never a timed test. A measure is a module here with a `MEASURE`."""
