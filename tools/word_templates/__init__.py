"""Make the Word templates of the papers in the Party's layout: `python -m tools.word_templates` after a change here.

The templates lie beside the HTML ones and carry the same facts in the same order. Officials may edit
them in Word: the tags are those of docxtpl, every value is `p.<name>`.
"""
