"""The lab: instruments that measure the memory model, and could prove it wrong. No clock; files at the edges."""
