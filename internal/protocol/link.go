package protocol

import "github.com/demilge/demilge/internal/entity"

// Session is what the protocol records.
func (p *Protocol) Session() entity.Ref { return p.Link("CommissionSession", p.SessionID) }

// File is the scan of the signed paper, nil until it is attached.
func (p *Protocol) File() *entity.Ref { return p.LinkIf("File", p.FileID) }

// Member is who signs.
func (s *Signature) Member() entity.Ref { return s.Link("CommissionMember", s.MemberID) }

// Scan is the signed paper, nil for a signature by the own account.
func (s *Signature) Scan() *entity.Ref { return s.LinkIf("File", s.ScanFileID) }

// Protocol is what the order is on.
func (o *Order) Protocol() entity.Ref { return o.Link("Protocol", o.ProtocolID) }

// File is the scan of the order, nil without one.
func (o *Order) File() *entity.Ref { return o.LinkIf("File", o.FileID) }
