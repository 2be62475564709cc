"""Reading workbooks of Excel 97-2003."""
