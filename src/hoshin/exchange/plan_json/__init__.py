"""A plan document as JSON text, in and out, in bounded time and memory."""
