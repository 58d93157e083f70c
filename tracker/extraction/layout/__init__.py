"""From printed lines to blocks: page headers out, columns, notes, paragraphs, headings, lists, tables."""
