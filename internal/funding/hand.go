package funding

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
)

// payer is whose money it is, as far as it decides who may act: the municipality's, the
// programme's, or what others bring.
type payer int

const (
	municipality payer = iota
	programme
	others
)

func payerOf(source budget.Source) payer {
	switch source {
	case budget.LocalBudget:
		return municipality
	case budget.Programme:
		return programme
	}
	return others
}

type offices map[payer][]access.Role

var (
	accounts  = []access.Role{access.Accountant}
	direction = []access.Role{access.Head, access.ExecSecretary}
	finance   = []access.Role{access.ProgrammeFinance}
	grants    = []access.Role{access.ProgrammeFinance, access.ProgrammeManager}
	// performers are the leader and those whom the leader lets; each only on their own
	// initiative.
	performers = []access.Role{access.Specialist, access.Initiator, access.GroupMember}
	buyers     = offices{
		municipality: {access.Accountant, access.Specialist}, programme: finance, others: {access.Accountant, access.Specialist},
	}
	planners = offices{municipality: {access.Accountant, access.Specialist}, programme: finance}
	bankers  = offices{municipality: {access.Accountant, access.Head, access.ExecSecretary}}
	returns  = offices{municipality: {access.Accountant, access.Head}, programme: finance}
)

// mays say which offices may do what with whose money (domain.md 2, M19). The policy lists
// for each permission all of them; a test compares both.
var mays = map[access.Permission]offices{
	{Object: access.Purchase, Action: access.Create}:  buyers,
	{Object: access.Purchase, Action: access.Update}:  buyers,
	{Object: access.Purchase, Action: access.Receive}: buyers,
	{Object: access.Purchase, Action: access.Cancel}:  buyers,
	{Object: access.Payment, Action: access.Create}:   {municipality: accounts, programme: finance, others: performers},
	{Object: access.Payment, Action: access.Approve}:  {municipality: direction, programme: grants, others: direction},
	{Object: access.Payment, Action: access.Revoke}: {
		municipality: {access.Accountant, access.Head, access.ExecSecretary}, programme: grants,
		others: {access.Specialist, access.Head, access.ExecSecretary},
	},
	{Object: access.Payment, Action: access.Accept}:      {programme: finance},
	{Object: access.Refund, Action: access.Create}:       returns,
	{Object: access.Refund, Action: access.Pay}:          returns,
	{Object: access.Refund, Action: access.Cancel}:       returns,
	{Object: access.Contribution, Action: access.Create}: {others: performers},
	{Object: access.Contribution, Action: access.Delete}: {others: performers},
	{Object: access.Reallocation, Action: access.Create}: {
		municipality: {access.Accountant, access.Head}, programme: finance, others: {access.Accountant, access.Head},
	},
	{Object: access.Reallocation, Action: access.Approve}: {municipality: {access.Head}, programme: finance, others: {access.Head}},

	{Object: access.Tranche, Action: access.Create}:  planners,
	{Object: access.Tranche, Action: access.Submit}:  planners,
	{Object: access.Tranche, Action: access.Approve}: {municipality: {access.Head}, programme: {access.ProgrammeManager}},
	{Object: access.Tranche, Action: access.Confirm}: {municipality: {access.Accountant, access.ExecSecretary}, programme: finance},
	{Object: access.Tranche, Action: access.Pay}:     {municipality: accounts, programme: finance},
	{Object: access.Tranche, Action: access.Cancel}:  {municipality: {access.Accountant, access.Head}, programme: grants},

	{Object: access.BankDetails, Action: access.Create}:  bankers,
	{Object: access.BankDetails, Action: access.Confirm}: bankers,
}

// holds refuses who holds the permission of the scope, but for another's money or another
// initiative.
func (s *Service) holds(scope access.Scope, part agreement.Part, of payer) error {
	for _, role := range mays[scope.Permission()][of] {
		switch {
		case role == access.Initiator && !part.Leader, role == access.GroupMember && !part.Editor:
		case scope.Has(role):
			return nil
		}
	}
	return s.auth.Denied(scope.Permission())
}
