package selection

import (
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Terms are what the committee scores by, as the programme sets them for one call. None
// of it is a constant: another call may have other criteria and another scale.
type Terms struct {
	Criteria []Criterion `json:"criteria"`
	Scale    Scale       `json:"scale"`
	// CommentAtExtremes asks for a comment at the lowest and the highest points.
	CommentAtExtremes bool `json:"commentAtExtremes"`
	// PassingPercent of the most points is the least mean to be chosen, nil without one.
	PassingPercent *int `json:"passingPercent,omitempty"`
	// Places is how many municipalities are chosen, where the call does not say.
	Places *int `json:"places,omitempty"`
	// Kinds bound the places of aimaks and of cities.
	Kinds map[tenants.Kind]int `json:"kinds,omitempty"`
	// Reserve is how many letters stand in reserve at most; nil keeps all that pass.
	Reserve *int `json:"reserve,omitempty"`
}

// Criterion is one line of a score sheet.
type Criterion struct {
	Key    string         `json:"key"`
	Name   i18n.Localized `json:"name"`
	Hint   i18n.Localized `json:"hint"`
	Weight int            `json:"weight"`
}

// Scale bounds the points of one criterion.
type Scale struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// MaxTotal is the most that one member can give one letter.
func (t Terms) MaxTotal() int {
	total := 0
	for _, c := range t.Criteria {
		total += c.Weight * t.Scale.Max
	}
	return total
}

func (t Terms) criterion(key string) *Criterion {
	for i := range t.Criteria {
		if t.Criteria[i].Key == key {
			return &t.Criteria[i]
		}
	}
	return nil
}

// Bounds of what terms may say.
const (
	maxCriteria = 20
	maxWeight   = 100
	maxPoints   = 100
	maxReserve  = 500
	maxPlaces   = 500
	maxName     = 200
	maxHint     = 1000
	maxKey      = 40
)

// check refuses terms that nobody could score by.
func (t *Terms) check() error {
	var errs apperr.List
	if len(t.Criteria) == 0 {
		errs.Add(apperr.ErrRequired.At("terms", "criteria"))
	}
	if len(t.Criteria) > maxCriteria {
		errs.Add(apperr.OutOfRange(1, maxCriteria, "terms", "criteria"))
	}
	seen := map[string]bool{}
	for i := range t.Criteria {
		c := &t.Criteria[i]
		errs = append(errs, c.check("terms", "criteria", strconv.Itoa(i))...)
		if seen[c.Key] {
			errs.Add(ErrCriterion.At("terms", "criteria", strconv.Itoa(i), "key"))
		}
		seen[c.Key] = true
	}
	if t.Scale.Min < 0 || t.Scale.Max <= t.Scale.Min || t.Scale.Max > maxPoints {
		errs.Add(apperr.OutOfRange(t.Scale.Min+1, maxPoints, "terms", "scale", "max"))
	}
	if p := t.PassingPercent; p != nil && (*p < 0 || *p > 100) {
		errs.Add(apperr.OutOfRange(0, 100, "terms", "passingPercent"))
	}
	if r := t.Reserve; r != nil && (*r < 0 || *r > maxReserve) {
		errs.Add(apperr.OutOfRange(0, maxReserve, "terms", "reserve"))
	}
	if n := t.Places; n != nil && (*n < 1 || *n > maxPlaces) {
		errs.Add(apperr.OutOfRange(1, maxPlaces, "terms", "places"))
	}
	for _, n := range t.Kinds {
		if n < 0 || n > maxPlaces {
			errs.Add(apperr.OutOfRange(0, maxPlaces, "terms", "kinds"))
		}
	}
	return errs.Err()
}

func (c *Criterion) check(path ...string) apperr.List {
	var errs apperr.List
	at := func(field string) []string { return append(append([]string{}, path...), field) }
	if c.Key = strings.TrimSpace(c.Key); c.Key == "" {
		errs.Add(apperr.ErrRequired.At(at("key")...))
	}
	errs.Add(text.Line(c.Key, maxKey, at("key")...))
	if c.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At(at("name")...))
	}
	errs = append(errs, text.Localized(c.Name, maxName, at("name")...)...)
	errs = append(errs, text.LocalizedBlock(c.Hint, maxHint, at("hint")...)...)
	if c.Weight < 1 || c.Weight > maxWeight {
		errs.Add(apperr.OutOfRange(1, maxWeight, at("weight")...))
	}
	return errs
}
