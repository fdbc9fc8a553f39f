"""The police's crime open data (犯罪オープンデータ): one line a recognised case, one file a kind of theft and year."""
