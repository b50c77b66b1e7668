"""That families have read the week: a guardian's «Ознакомиться с дневником»."""
