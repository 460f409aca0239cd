# Thin aliases; dev.py does the work.
.PHONY: run test setup lock fonts screenshots test-postgres bench

run test setup lock fonts screenshots test-postgres bench:
	python3 dev.py $@
