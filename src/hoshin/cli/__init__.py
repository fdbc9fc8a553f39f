"""`hoshin …`: the commands. The server is loaded only when a command needs it."""
