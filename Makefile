DATA ?= ./data
ADDR ?= 127.0.0.1:8080

LINT_VERSION := v2.15.0
CACHE := $(or $(DEMILGE_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/demilge)
LINT := $(CACHE)/golangci-lint-$(LINT_VERSION)/golangci-lint

# nodynamic: HEIC is decoded by the WebAssembly inside the program, never by a library of the system
# buildvcs: in a checkout that belongs to somebody else git does not tell go the revision
export GOFLAGS := $(or $(GOFLAGS),-trimpath) -tags=nodynamic $(if $(shell LC_ALL=C git rev-parse HEAD 2>&1 | grep dubious),-buildvcs=false)

.DEFAULT_GOAL := help
.PHONY: help run test bench generate lint verify minio format vet drift

help: ## print this list
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-10s %s\n' "$$name" "$$what"; done

run: ## set up what is missing and serve the whole system (DATA=./data ADDR=127.0.0.1:8080)
	@go build -o bin/demilge ./cmd/demilge
	@exec bin/demilge run --with-parent --data "$(DATA)" --addr "$(ADDR)"

test: ## run every test against real PostgreSQL and real MinIO, with the race detector
	@go build -o bin/testenv ./internal/devenv/testenv
	@CGO_ENABLED=1 bin/testenv go test -race -timeout 30m ./...

bench: ## measure the server against a bare handler on the same rows
	@go run ./bench

generate: ## write the generated code and documents again
	@go run ./graph/generate

lint: $(LINT) ## run the linters and the dependency rules
	@$(LINT) run --allow-parallel-runners ./...

verify: format vet drift lint test ## check all that CI checks

minio: ## build the pinned MinIO server into the cache, once
	@go run ./internal/devenv/testenv true

format: ## fail when a file is not gofmt's
	@files=$$(gofmt -l $$(git -c safe.directory='*' ls-files '*.go')); [ -z "$$files" ] || { echo "not formatted:"; echo "$$files"; exit 1; }

vet: ## run go vet
	@go vet ./...

drift: ## fail when the generated files are not those of this source
	@.ci/drift

$(LINT):
	@echo "building golangci-lint $(LINT_VERSION), once"
	@GOBIN="$(@D)" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
