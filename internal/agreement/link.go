package agreement

import "github.com/demilge/demilge/internal/entity"

// Competition is the one that was won.
func (a *Agreement) Competition() entity.Ref { return a.Link("Competition", a.CompetitionID) }

// Scan is the signed paper, nil before it is there.
func (a *Agreement) Scan() *entity.Ref { return a.LinkIf("File", a.ScanFileID) }

// Agreement is what the amendment changes.
func (a *Amendment) Agreement() entity.Ref { return a.Link("Agreement", a.AgreementID) }

// Scan is the signed paper.
func (a *Amendment) Scan() entity.Ref { return a.Link("File", a.ScanFileID) }

// Agreement is what the terms of reference belong to.
func (t *TermsOfReference) Agreement() entity.Ref { return t.Link("Agreement", t.AgreementID) }
