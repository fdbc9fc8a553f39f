"""A questionnaire on paper: tagged PDF (PDF/UA) for one person, for many, or as a blank specimen."""
