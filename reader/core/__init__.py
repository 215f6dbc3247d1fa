"""The words of the project as plain data: standard library only, no I/O, no clock."""
