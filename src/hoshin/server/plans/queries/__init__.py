"""Everything that pages and commands ask of the stored plans. Each answer is made of frozen records."""
