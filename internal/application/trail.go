package application

import (
	"encoding/json"
	"fmt"
)

// course is what the audit keeps of an application's life; its content is in the versions.
func course(a *Application) map[string]any {
	c := map[string]any{"state": a.State, "version": a.Version}
	if a.RegisterNo > 0 {
		c["number"], c["edition"], c["sha256"] = *a.Number(), a.Edition, a.Sha256
	}
	if a.Reason != "" {
		c["reason"] = a.Reason
	}
	if a.Correction != nil {
		c["correction"] = a.Correction
	}
	return c
}

// trail is what the audit keeps of an edit: the fields that changed, before and after,
// with personal data masked.
func trail(before, after Content, changes []Change) (old, changed map[Field]json.RawMessage, err error) {
	old, changed = map[Field]json.RawMessage{}, map[Field]json.RawMessage{}
	for _, c := range changes {
		old[c.Field], changed[c.Field] = json.RawMessage(c.Before), json.RawMessage(c.After)
	}
	if _, ok := old[FieldApplicant]; !ok {
		return old, changed, nil
	}
	if old[FieldApplicant], err = json.Marshal(before.Applicant.As(ViewMasked)); err != nil {
		return nil, nil, fmt.Errorf("application: trail: %w", err)
	}
	if changed[FieldApplicant], err = json.Marshal(after.Applicant.As(ViewMasked)); err != nil {
		return nil, nil, fmt.Errorf("application: trail: %w", err)
	}
	return old, changed, nil
}
