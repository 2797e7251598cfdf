"""How a learner meets the program: screens, keys and prompts. The only room that knows questionary and rich."""
