package main

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/entity"
)

// workload is one operation of the API; the yardstick answers it at /name with the same
// bytes from the same rows.
type workload struct {
	name, title string
	// document is the GraphQL operation; variables are those of the n-th request.
	document  string
	variables func(d *data, n int) map[string]any
	// writes tells that the answers differ in their ids, so that they cannot be compared.
	writes bool
	// bar is the share of the yardstick's requests a second at 8 clients that is asked for.
	bar float64
}

// data is what the bench loaded.
type data struct {
	tenant       uuid.UUID
	slug, schema string
	competitions []uuid.UUID
	// open takes applications.
	open uuid.UUID
	// after is the cursor of the fifth newest admitted application of each competition.
	after map[uuid.UUID]string
}

func (d *data) id(kind string, id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: kind, Tenant: d.tenant, ID: id})
}

func (d *data) competition(n int) uuid.UUID { return d.competitions[n%len(d.competitions)] }

var workloads = []workload{
	{
		name: "W1", title: "one competition by id, 12 fields", bar: 0.50,
		document: `query($id: ID!) { competition(id: $id) { id number year title { ky ru } state window { opensAt closesAt }
			implementBy maxAmount reason announcedAt version createdAt } }`,
		variables: func(d *data, n int) map[string]any {
			return map[string]any{"id": d.id("Competition", d.competition(n))}
		},
	},
	{
		name: "W2", title: "50 competitions, 10 fields", bar: 0.50,
		document: `query($slug: String!) { municipality(slug: $slug) { competitions(first: 50) { nodes {
			id number year title { ky } state implementBy maxAmount announcedAt version createdAt } } } }`,
		variables: func(d *data, _ int) map[string]any { return map[string]any{"slug": d.slug} },
	},
	{
		name: "W3", title: "20 competitions, their 20 applications, their 8 budget lines", bar: 0.40,
		document: `query($slug: String!) { municipality(slug: $slug) { competitions(first: 20) { nodes { id number
			applications(first: 20) { nodes { id number title { ky } state
			budget { lines { lineNo item quantity unitPrice amount source } } } } } } } }`,
		variables: func(d *data, _ int) map[string]any { return map[string]any{"slug": d.slug} },
	},
	{
		name: "W4", title: "applications of one competition by state, second page of five, with the total", bar: 0.50,
		document: `query($id: ID!, $after: String) { competition(id: $id) { applications(filter: {states: [ADMITTED]}, first: 5, after: $after) {
			totalCount pageInfo { hasNextPage endCursor } nodes { id number title { ky } state channel goal startDate endDate version createdAt } } } }`,
		variables: func(d *data, n int) map[string]any {
			c := d.competition(n)
			return map[string]any{"id": d.id("Competition", c), "after": d.after[c]}
		},
	},
	{
		name: "W5", title: "create an application with 8 lines, durable, audit row included", bar: 0.50, writes: true,
		document: `mutation($input: CreateApplicationInput!) { createApplication(input: $input) {
			application { id state version } errors { code path message } } }`,
		variables: func(d *data, _ int) map[string]any {
			return map[string]any{"input": map[string]any{
				"competitionId": d.id("Competition", d.open), "content": map[string]any{
					"title": map[string]any{"ky": "Көчөнү жарыктандыруу"}, "goal": "Кечинде коопсуз басуу", "budgetLines": eightLines(),
				},
			}}
		},
	},
}

func eightLines() []map[string]any {
	lines := make([]map[string]any, 8)
	for i := range lines {
		lines[i] = map[string]any{
			"item": "Шам чырак", "unit": "даана", "quantity": "2.5", "unitPrice": 150_000,
			"source": "LOCAL_BUDGET", "form": "CASH", "valuation": "KNOWN",
		}
	}
	return lines
}

// product asks the server.
func (w workload) product(base, token string, d *data) request {
	return w.post(base+"/graphql", token, d)
}

// yardstick asks the bare handler, with the same body.
func (w workload) yardstick(base string, d *data) request { return w.post(base+"/"+w.name, "", d) }

func (w workload) post(url, token string, d *data) request {
	return func(n int) (*http.Request, error) {
		body, err := json.Marshal(map[string]any{"query": w.document, "variables": w.variables(d, n)})
		if err != nil {
			return nil, err
		}
		r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		return r, nil
	}
}
