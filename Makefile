# The one entry point; `make` alone prints the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

JAVA_HOME := $(shell source tools/java-home && echo $$JAVA_HOME)
export JAVA_HOME

MAVEN := mvn --batch-mode --no-transfer-progress
WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -path web/e2e -prune -o -type f -print)

# What `make run` simulates and where it answers.
RUN ?= --simulate

.PHONY: help run build test bench check trial equality fuzz tests format clean setup java

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build and start Andon with its own PostgreSQL and a simulated plant (http://127.0.0.1:8080)
	./andon serve $(RUN)

build: java web/dist/index.html ## Build everything without tests
	$(MAVEN) -DskipTests package
	@$(MAKE) server/target/andon.aot

server/target/andon.aot: server/target/andon.jar
	tools/warm-start

test: setup ## Run all tests: server, web, browser
	@# Again from the start, because setup may just have installed Java.
	$(MAKE) tests

tests: web/dist/index.html tools/timescaledb/node_modules/.package-lock.json java
	cd web && npm test
	$(MAVEN) -Dandon.browser=true package

check: setup ## Format, compiler and border checks, then all tests
	$(MAKE) java web/node_modules/.package-lock.json
	$(MAVEN) spotless:check
	cd web && npm run check
	$(MAKE) tests

bench: build ## Measure beside InfluxDB, the customer's table and TimescaleDB; the report goes to benchmarks/results (B="start dashboards ingest latency small overload storage year questions viewers" chooses)
	@command -v influxd >/dev/null || { echo "make bench compares with InfluxDB: apt-get install influxdb" >&2; exit 1; }
	$$JAVA_HOME/bin/java -Xmx2g -Djava.io.tmpdir="$${TMPDIR:-/tmp}" -jar benchmarks/target/andon-benchmarks.jar $(B)

trial: java ## Ingest under faults, with KILLS (100) times kill -9; takes about ten minutes
	$(MAVEN) --quiet --projects server test -Dtest=IngestTrialTest -Dandon.kills=$(or $(KILLS),100)

equality: java ## Ask QUESTIONS (10000) random questions of a plant on each engine, as asked and as planned; takes an hour (SEED repeats)
	$(MAVEN) --quiet --projects server test -Dtest='PlannerEquality*Test' -Dandon.questions=$(or $(QUESTIONS),10000) $(if $(SEED),-Dseed=$(SEED))

fuzz: java ## Fuzz what reads points, macros and SQL, each test for BUDGET (60s)
	tools/fuzz $(BUDGET)

format: java web/node_modules/.package-lock.json ## Format all sources
	$(MAVEN) spotless:apply
	cd web && npm run format

clean: ## Remove what was built (not ./data)
	rm -rf target server/target benchmarks/target web/dist web/node_modules tools/timescaledb/node_modules

setup:
	tools/setup

java:
	@test -n "$(JAVA_HOME)"

tools/timescaledb/node_modules/.package-lock.json: tools/timescaledb/package.json tools/timescaledb/package-lock.json
	@# Not every registry has these packages. Tests that need them say so and are skipped.
	if (cd tools/timescaledb && npm install --no-save --no-audit --no-fund --loglevel=error); then touch $@; fi

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@# Not `npm ci`: it refuses a lock file without the optional programs of other platforms, which not every registry has.
	cd web && npm install --no-save --no-audit --no-fund --loglevel=error
	touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	cd web && npm run build
	@# Maven adds files but removes none: those of the last build, under other names, would stay in the jar.
	rm -rf server/target/classes/web
	touch $@
