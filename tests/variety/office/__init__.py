"""Office files written part by part, with what tracked changes, notes, boxes, fields and lists do to a report."""
