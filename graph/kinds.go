package graph

import (
	"context"
	"slices"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var errKind = apperr.New(apperr.Validation, i18n.New(
	"Бул идентификатор (id) башка түрдөгү жазууныкы.",
	"Этот идентификатор (id) принадлежит записи другого рода.",
	"This id is that of another kind of thing."))

// kinds says what the ids of inputs name, by the field that holds them.
var kinds = map[string]string{
	"aboutId":         "Competition",
	"agreementId":     "Agreement",
	"applicationId":   "Application",
	"attachmentIds":   "File",
	"awardId":         "Award",
	"basedOnId":       "Regulation",
	"callId":          "Call",
	"commissionId":    "Commission",
	"competitionId":   "Competition",
	"copyFromId":      "Agreement",
	"delegatedById":   "User",
	"editorId":        "ApplicationEditor",
	"envelopeId":      "Envelope",
	"eventId":         "Event",
	"evidenceFileId":  "File",
	"fileId":          "File",
	"fileIds":         "File",
	"fromLineId":      "AgreementLine",
	"groupId":         "MonitoringGroup",
	"letterId":        "LetterOfInterest",
	"letterIds":       "LetterOfInterest",
	"lineId":          "AgreementLine",
	"memberId":        "CommissionMember",
	"memorandumId":    "Memorandum",
	"monitorId":       "MonitoringMember",
	"municipalityId":  "Municipality",
	"municipalityIds": "Municipality",
	"noticeIds":       "Notice",
	"order":           "Application",
	"orderFileId":     "File",
	"photoFileIds":    "File",
	"photoId":         "File",
	"photoIds":        "File",
	"planId":          "WorkPlan",
	"present":         "MonitoringMember",
	"presentIds":      "SelectionSeat",
	"presidingId":     "CommissionMember",
	"priorityAreaId":  "PriorityArea",
	"priorityAreaIds": "PriorityArea",
	"protocolId":      "Protocol",
	"purchaseId":      "Purchase",
	"questionsFileId": "File",
	"regulationId":    "Regulation",
	"reportFileId":    "File",
	"reportId":        "Report",
	"scanFileId":      "File",
	"selectionId":     "Selection",
	"sessionId":       "CommissionSession",
	"signatories":     "MonitoringMember",
	"subjectId":       "Agreement",
	"successorId":     "Municipality",
	"successorIds":    "Municipality",
	"textFileId":      "File",
	"toLineId":        "AgreementLine",
	"trancheId":       "Tranche",
	"userId":          "User",
	"visitId":         "MonitoringVisit",
	"visitIds":        "MonitoringVisit",
}

// otherKinds are what a field may name besides.
var otherKinds = map[string][]string{
	"aboutId": {
		"Municipality", "Commission", "Application", "CommissionSession", "Protocol", "ResultOrder", "Award", "Agreement", "TermsOfReference", "Tranche",
		"Event", "Report", "MonitoringVisit", "MonitoringProtocol", "LetterOfInterest", "SelectionProtocol", "Call", "Memorandum",
	},
	"subjectId": {"Event", "Payment", "Refund", "Purchase", "Contribution", "MonitoringVisit", "Finding", "Report"},
}

// ownKinds says what the field "id" names where the mutation does not answer with it.
var ownKinds = map[string]string{
	"createLetterUpload":       "LetterOfInterest",
	"deleteAgreement":          "Agreement",
	"deleteMemorandum":         "Memorandum",
	"deleteSpecialDay":         "SpecialDay",
	"discardApplication":       "Application",
	"discardRegulation":        "Regulation",
	"inviteApplicationEditor":  "Application",
	"removeAnnouncementNotice": "AnnouncementNotice",
	"removeEvent":              "Event",
	"removeEventPhoto":         "EventPhoto",
	"removeOutreach":           "Outreach",
	"revokeAccessToken":        "AccessToken",
	"revokeCalendarLink":       "CalendarLink",
	"revokeSession":            "SignInSession",
	"saveLetter":               "LetterOfInterest",
	"submitLetter":             "LetterOfInterest",
	"withdrawLetter":           "LetterOfInterest",
}

// publicKinds are the same things as everyone sees them: their ids are as good.
var publicKinds = map[string]string{"Competition": "PublicCompetition", "Municipality": "PublicMunicipality"}

// kindOf is the kind of thing that a field with an id in a mutation's input names.
func kindOf(mutation *ast.FieldDefinition, field string) string {
	if field != "id" {
		return kinds[field]
	}
	if kind := ownKinds[mutation.Name]; kind != "" {
		return kind
	}
	return schemaTypes()[mutation.Type.Name()].Fields[0].Type.Name()
}

// rightKinds refuses a mutation in whose input an id names a thing of another kind than its
// field asks for: services look a thing up by its uuid alone.
func rightKinds(ctx context.Context) error {
	fields := inputFields(ctx)
	if fields == nil {
		return nil
	}
	field := graphql.GetFieldContext(ctx).Field
	given := field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)
	argument := field.Definition.Arguments.ForName("input")
	if err := wrongKind(field.Definition, argument.Type, argument.Name, given[argument.Name], []string{argument.Name}); err != nil {
		return err
	}
	return nil
}

// wrongKind finds an id of the wrong kind in a value of an input; nil when there is none.
func wrongKind(mutation *ast.FieldDefinition, t *ast.Type, name string, value any, path []string) *apperr.Error {
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			if err := wrongKind(mutation, elementOf(t), name, item, append(slices.Clone(path), strconv.Itoa(i))); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, field := range fieldsOf(t) {
			if err := wrongKind(mutation, field.Type, field.Name, value[field.Name], append(slices.Clone(path), field.Name)); err != nil {
				return err
			}
		}
	case string:
		if t.Name() != "ID" {
			return nil
		}
		ref, err := scalar.DecodeID(value)
		if kind := kindOf(mutation, name); err == nil && ref.Kind != kind && ref.Kind != publicKinds[kind] && !slices.Contains(otherKinds[name], ref.Kind) {
			return errKind.At(path...)
		}
	}
	return nil
}

func elementOf(t *ast.Type) *ast.Type {
	if t.Elem != nil {
		return t.Elem
	}
	return t
}
