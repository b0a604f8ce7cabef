package file

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind says what a file is for (domain.md R-23, 5.3, 5.4).
type Kind string

// The kinds. A passport copy and a list of participants have permissions of their own and
// are never published.
const (
	PassportCopy      Kind = "PASSPORT_COPY"
	Registration      Kind = "REGISTRATION"
	Charter           Kind = "CHARTER"
	CommitmentLetter  Kind = "COMMITMENT_LETTER"
	CostEvidence      Kind = "COST_EVIDENCE"
	ResourceEvidence  Kind = "RESOURCE_EVIDENCE"
	Photo             Kind = "PHOTO"
	Map               Kind = "MAP"
	SignedPaper       Kind = "SIGNED_PAPER"
	AnnouncementProof Kind = "ANNOUNCEMENT_PROOF"
	RegulationText    Kind = "REGULATION_TEXT"
	OrderScan         Kind = "ORDER_SCAN"
	ProtocolScan      Kind = "PROTOCOL_SCAN"
	ParticipantList   Kind = "PARTICIPANT_LIST"
	PaymentDocument   Kind = "PAYMENT_DOCUMENT"
	// IssuedPaper is what the program wrote itself, PaperTemplate what it is written on.
	IssuedPaper   Kind = "ISSUED_PAPER"
	PaperTemplate Kind = "PAPER_TEMPLATE"
	Other         Kind = "OTHER"
)

// Kinds lists all of them.
func Kinds() []Kind {
	return []Kind{PassportCopy, Registration, Charter, CommitmentLetter, CostEvidence, ResourceEvidence, Photo, Map,
		SignedPaper, AnnouncementProof, RegulationText, OrderScan, ProtocolScan, ParticipantList,
		PaymentDocument, IssuedPaper, PaperTemplate, Other}
}

// confidential are the kinds that name people: their own permission opens them, and each
// opening is recorded.
var confidential = map[Kind]access.Object{PassportCopy: access.PassportCopy, ParticipantList: access.ParticipantList}

var errKindType = apperr.New(apperr.Validation, i18n.New(
	"Мындай документ файлдын бул түрүндө кабыл алынбайт.",
	"Такой документ в файле этого вида не принимается.",
	"Such a document is not accepted in a file of this type."))

// takes reports whether a file of the kind may have the type: a photo is a picture, a
// copy or scan a picture or a PDF, the rest anything.
func (k Kind) takes(t inspect.Type) bool {
	switch k {
	case Photo:
		return t.Image()
	case PassportCopy, SignedPaper, OrderScan, ProtocolScan, ParticipantList, PaymentDocument, Map:
		return t.Image() || t == inspect.PDF
	case PaperTemplate:
		return t == inspect.DOCX
	}
	return true
}
