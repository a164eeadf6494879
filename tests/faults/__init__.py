"""Faults on purpose: real servers and workers, broken while they work; each with a control that must fail."""
