"""Excel workbooks: what each sheet shows, with the number formats, merges and strikes that decide what it shows.

The sheets' XML is walked once, as a stream. calamine gives no formats and openpyxl takes several times as long to give
them, and neither can be stopped in the middle of a hostile sheet; the tests hold our values against calamine's.
"""
