package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// wanted tells which parts of public competitions the current field's selection asks
// for; path leads from the field to the competitions: nothing, nodes, or edges and node.
func wanted(ctx context.Context, paths ...[]string) publication.Want {
	names, ofAwards := map[string]bool{}, map[string]bool{}
	field := graphql.GetFieldContext(ctx)
	for _, path := range paths {
		collect(ctx, field.Field, path, names)
		collect(ctx, field.Field, append(slices.Clone(path), "awards"), ofAwards)
	}
	return publication.Want{
		PriorityAreas: names["priorityAreas"], Envelope: names["envelope"], Commission: names["commission"],
		Announcement: names["announcement"] || names["announcements"], Notices: names["notices"], Documents: names["documents"],
		Awards: names["awards"], Events: names["totals"] || ofAwards["events"] || ofAwards["participants"], Applications: names["applications"] || names["notAwarded"],
		Reports: ofAwards["report"], Monitoring: names["monitoringGroup"] || ofAwards["monitoring"],
		Money: ofAwards["money"],
		Links: names["reannounces"] || names["reannouncedBy"], Order: names["resultOrder"],
	}
}

func collect(ctx context.Context, field graphql.CollectedField, path []string, names map[string]bool) {
	for _, child := range graphql.CollectFields(graphql.GetOperationContext(ctx), field.Selections, nil) {
		switch {
		case len(path) == 0:
			names[child.Name] = true
		case child.Name == path[0]:
			collect(ctx, child, path[1:], names)
		}
	}
}

// listed are the ways from a connection to its items.
var listed = [][]string{{"nodes"}, {"edges", "node"}}

func publicFilter(input *model.PublicCompetitionFilter) (filter publication.Filter) {
	if input != nil {
		filter.Open, filter.Year = input.Open.Value(), input.Year.Value()
		set(&filter.OblastCode, input.OblastCode)
		set(&filter.Search, input.Search)
	}
	return filter
}

func publicTerritory(input *model.PublicMunicipalityFilter) territory.Filter {
	filter := territory.Filter{TenantsOnly: true}
	if input != nil {
		set(&filter.Search, input.Search)
		set(&filter.OblastCode, input.OblastCode)
	}
	return filter
}

// publicMunicipalities shows a page of the register's tenants.
func publicMunicipalities(found page.Page[*tenants.Tenant]) page.Page[*publication.Municipality] {
	shown := page.Page[*publication.Municipality]{HasNext: found.HasNext, Total: found.Total}
	for _, t := range found.Items {
		shown.Items = append(shown.Items, publication.ShowMunicipality(*t))
	}
	shown.Cursor = func(m *publication.Municipality) page.Cursor { return page.Cursor{Keys: []string{m.Slug}} }
	return shown
}

func resultDocuments(input []*model.ResultDocumentInput) []publication.Document {
	documents := make([]publication.Document, len(input))
	for i, d := range input {
		documents[i] = publication.Document{Kind: d.Kind, PublishedOn: d.PublishedOn, Site: d.Site, Boards: d.Boards}
		replaceIDs(&documents[i].PhotoIDs, d.PhotoIds)
		replaceID(&documents[i].FileID, d.FileID)
	}
	return documents
}

// publicNode is the public competition behind an id, with every part that could be
// asked for through node.
func (r *Resolver) publicNode(ctx context.Context, ref entity.Ref) (*publication.Competition, error) {
	all := publication.Want{PriorityAreas: true, Envelope: true, Commission: true, Announcement: true, Notices: true, Documents: true, Awards: true, Events: true, Money: true, Monitoring: true, Reports: true, Applications: true, Links: true, Order: true}
	return r.Public.Competition(ctx, ref, all)
}

func ofYear(year *int) competition.Filter { return competition.Filter{Year: year} }
