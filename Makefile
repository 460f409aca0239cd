# Thin aliases; dev.py does the work.
.PHONY: run test setup lock fonts screenshots test-postgres simulate bench

run test setup lock fonts screenshots test-postgres simulate bench:
	python3 dev.py $@
