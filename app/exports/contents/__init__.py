"""What an export may hold, whatever its format. These models are the documented schema of the JSON record."""
