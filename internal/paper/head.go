package paper

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/tenants"
)

// Head reads what the municipality writes on its letterhead, nil before anybody wrote it.
func (s *Service) Head(ctx context.Context, tenant uuid.UUID) (*Head, error) {
	scope, err := s.Auth.Authorize(ctx, tenant, templateIn(tenant), access.Read)
	if err != nil {
		return nil, err
	}
	return s.Store.Head(ctx, scope)
}

const (
	maxHeadName = 200
	maxAddress  = 300
	maxContact  = 100
)

func (h *Head) check() error {
	var errs apperr.List
	if h.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	errs = append(errs, text.Localized(h.Name, maxHeadName, "name")...)
	errs = append(errs, text.Localized(h.Address, maxAddress, "address")...)
	errs.Add(text.Line(h.Phone, maxContact, "phone"))
	errs.Add(text.Line(h.Email, maxContact, "email"))
	errs.Add(text.Line(h.TaxID, maxContact, "taxId"))
	return errs.Err()
}

// SetHead writes the letterhead; version is 0 the first time. Head, executive secretary.
func (s *Service) SetHead(ctx context.Context, tenant uuid.UUID, version int64, written Head) (*Head, error) {
	scope, err := s.Auth.Authorize(ctx, tenant, templateIn(tenant), access.Update)
	if err != nil {
		return nil, err
	}
	if err := written.check(); err != nil {
		return nil, err
	}
	err = s.Store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		old, err := tx.LockHead(ctx)
		switch {
		case err != nil:
			return err
		case old == nil && version == 0:
			written.Base = entity.NewBase(tenant, now)
			err = tx.InsertHead(ctx, &written)
		case old == nil || old.Version != version:
			return apperr.ErrStale
		default:
			written.Base = old.Base
			written.Touch(now)
			err = tx.UpdateHead(ctx, &written)
		}
		if err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: templateIn(tenant), Action: access.Update, ID: written.ID, Before: old, After: written})
	})
	if err != nil {
		return nil, err
	}
	return &written, nil
}

// letterhead is what the municipality wrote, with its place in the register.
func (s *Service) letterhead(ctx context.Context, scope access.Scope) (Letterhead, error) {
	tenant := scope.Tenant()
	l := Letterhead{
		Country: Country,
		Name: i18n.Localized{
			Ky: official.Body(i18n.Ky, tenant.Name, tenant.Kind == tenants.City), Ru: official.Body(i18n.Ru, tenant.Name, tenant.Kind == tenants.City),
		},
	}
	if tenant.IsProgramme() {
		l.Name = programmeName
	}
	head, err := s.Store.Head(ctx, scope)
	if err != nil {
		return l, err
	}
	if head != nil {
		l.Name, l.Address, l.Phone, l.Email, l.TaxID = head.Name, head.Address, head.Phone, head.Email, head.TaxID
	}
	l.Region, err = s.region(ctx, tenant)
	return l, err
}

// region is oblast and raion of a municipality, nothing for the programme.
func (s *Service) region(ctx context.Context, tenant tenants.Tenant) (region i18n.Localized, err error) {
	oblasts, err := s.Places.Oblasts(ctx)
	if err != nil {
		return region, err
	}
	raions, err := s.Places.Raions(ctx)
	if err != nil {
		return region, err
	}
	var ky, ru []string
	add := func(name i18n.Localized) { ky, ru = append(ky, name.In(i18n.Ky)), append(ru, name.In(i18n.Ru)) }
	for _, o := range oblasts {
		if o.Code == tenant.OblastCode {
			add(o.Name)
		}
	}
	for _, r := range raions {
		if r.Code == tenant.RaionCode {
			add(r.Name)
		}
	}
	return i18n.Localized{Ky: strings.Join(ky, ", "), Ru: strings.Join(ru, ", ")}, nil
}
