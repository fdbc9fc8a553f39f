"""Pages of evidence: for staff what there is and what is missing, for everyone how a figure was computed."""
