"""Writing content with a program's help: edits that leave everything else as its author wrote it."""
