"""The bundled example: 海原市汐見区, a ward that does not exist."""
