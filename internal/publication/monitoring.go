package publication

import "context"

// monitoring fills in the watch over the winners; it needs the awards.
func (v view) monitoring(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	watched, err := v.reader.from.Monitoring.PublicOf(ctx, v.scope.TenantID(), published)
	if err != nil {
		return err
	}
	groups, err := v.reader.from.Monitoring.PublicGroups(ctx, v.scope.TenantID(), published)
	for i, c := range v.list {
		v.shown[i].MonitoringGroup = groups[c.ID]
		for _, a := range v.shown[i].Awards {
			a.Monitoring = watched[a.Application.ID]
		}
	}
	return err
}
