# Thin aliases; dev.py does the work.
.PHONY: run test setup lock fonts screenshots test-postgres simulate fuzz bench

run test setup lock fonts screenshots test-postgres simulate fuzz bench:
	python3 dev.py $@
