"""Measurements, made where they are run: no figure in them depends on the machine they were written on."""
