"""The screens and panes: the only place that imports textual."""
