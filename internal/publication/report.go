package publication

import "context"

// reports reads where the winners' final reports stand; it needs the awards.
func (v view) reports(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	found, err := v.reader.from.Reports.PublicOf(ctx, v.scope.TenantID(), published)
	for _, c := range v.shown {
		for _, a := range c.Awards {
			a.Report = found[a.Application.ID]
		}
	}
	return err
}
