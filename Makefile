# Every target is what developers and CI run alike. `make help` lists them.
SHELL := /usr/bin/env bash -eo pipefail
.DEFAULT_GOAL := help

JAVA_HOME := $(shell src/build/find-jdk)
export JAVA_HOME
MVN := mvn -B -ntp
export MAVEN_OPTS ?= --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
JAR := target/quarkus-app/quarkus-run.jar
TEST_CLASSPATH = target/test-classes:target/classes:$$(cat target/test-classpath)
JAVA = $(JAVA_HOME)/bin/java

# The folder with the real delivery engines, where there is one.
ENGINES := $(wildcard $(or $(LAUNCHGATE_ENGINES),../shared/engines)/binary)

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s $$'\t'

.PHONY: jdk
jdk:
	@test -n "$(JAVA_HOME)" || exit 1

.PHONY: build
build: jdk ## Build the operator: target/quarkus-app/quarkus-run.jar
	$(MVN) -q package -DskipTests

.PHONY: test
test: jdk ## Run the tests that need nothing but a JDK and Maven
	$(MVN) test

.PHONY: e2e
e2e: build ## Run the tests against a real control plane and real servers (bind9, nginx, haproxy)
	@test -n "$(ENGINES)" || echo "left out: tests with the real Argo Rollouts, Flagger and Flux, since LAUNCHGATE_ENGINES names no folder and none lies at ../shared/engines"
	$(MVN) surefire:test -Dtest.included='cluster|services' -Dtest.excluded=$(if $(ENGINES),,engines)

.PHONY: demo
demo: build test-classpath ## Watch a launch being held, mended, released, frozen and rolled back (KEEP=1 stays; KUBECONFIG=... on a real cluster)
	@DEMO_KUBECONFIG="$(if $(filter command line,$(origin KUBECONFIG)),$(KUBECONFIG))" KEEP="$(KEEP)" \
	  $(JAVA) --sun-misc-unsafe-memory-access=allow -cp "$(TEST_CLASSPATH)" dev.launchgate.demo.Demo

.PHONY: postmortem
postmortem: build ## Save the document of a postmortem as files: NAME=... NAMESPACE=...
	@test -n "$(NAME)" -a -n "$(NAMESPACE)" || { echo "usage: make postmortem NAME=... NAMESPACE=..."; exit 2; }
	@kubectl -n "$(NAMESPACE)" get postmortem "$(NAME)" -o json | \
	  $(JAVA) -cp "target/quarkus-app/app/*:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*" dev.launchgate.postmortem.SaveDocument target/postmortems

.PHONY: bench
bench: build test-classpath ## Measure speed and size; writes target/bench/report.md
	@$(JAVA) --sun-misc-unsafe-memory-access=allow -cp "$(TEST_CLASSPATH)" dev.launchgate.bench.Bench

.PHONY: generate
generate: test-classpath ## Write everything that is derived: CRD, chart copies, reference docs
	@$(JAVA) --sun-misc-unsafe-memory-access=allow -cp "$(TEST_CLASSPATH)" dev.launchgate.docs.Generate

.PHONY: verify
verify: lint generate ## Check format, lint, and that everything derived is committed
	$(MVN) -q spotless:check
	git diff --exit-code -- crds deploy helm src/docs
	@test -z "$$(git status --porcelain -- crds deploy helm src/docs)" || { git status --short -- crds deploy helm src/docs; echo "derived files are not committed: run make generate"; exit 1; }

.PHONY: lint
lint: jdk ## Compile with Error Prone and NullAway; every finding is an error
	$(MVN) -Plint clean compile

.PHONY: fmt
fmt: jdk ## Format the sources
	$(MVN) -q spotless:apply

.PHONY: image
image: jdk ## Build the container image into the local container engine
	$(MVN) -q package -DskipTests -Dquarkus.container-image.build=true

.PHONY: install
install: ## Install CRD and operator into the cluster of your kubeconfig
	kubectl apply -k deploy

.PHONY: uninstall
uninstall: ## Remove the operator; checklists and what is held stay (CRDS=1 deletes every checklist, too)
	kubectl delete -k deploy/rbac/users --ignore-not-found
	kubectl delete -k deploy/rbac/documents --ignore-not-found
	kubectl delete -k deploy/rbac/cluster --ignore-not-found
	kubectl delete -k deploy/operator --ignore-not-found
	$(if $(CRDS),kubectl delete -k crds --ignore-not-found)

.PHONY: run
run: build ## Run the operator on this machine against the cluster of your kubeconfig
	kubectl apply -k crds
	$(JAVA) -jar $(JAR)

.PHONY: test-classpath
test-classpath: jdk
	@$(MVN) -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test

.PHONY: clean
clean: ## Remove what was built
	rm -rf target
