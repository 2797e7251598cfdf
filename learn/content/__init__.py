"""What people wrote: YAML files read into values, with the place of every fault."""
