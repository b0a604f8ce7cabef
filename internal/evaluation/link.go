package evaluation

import "github.com/demilge/demilge/internal/entity"

// Application is what is declared on.
func (d *Declaration) Application() entity.Ref { return d.Link("Application", d.ApplicationID) }

// Member is who declares.
func (d *Declaration) Member() entity.Ref { return d.Link("CommissionMember", d.MemberID) }

// Scan is the paper, nil for a declaration by the own account.
func (d *Declaration) Scan() *entity.Ref { return d.LinkIf("File", d.ScanFileID) }

// Application is what is scored.
func (s *Sheet) Application() entity.Ref { return s.Link("Application", s.ApplicationID) }

// Member is who scores.
func (s *Sheet) Member() entity.Ref { return s.Link("CommissionMember", s.MemberID) }

// Scan is the paper, nil for a sheet by the own account.
func (s *Sheet) Scan() *entity.Ref { return s.LinkIf("File", s.ScanFileID) }
