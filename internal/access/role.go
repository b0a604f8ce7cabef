package access

// Role is a position that a person holds, in a municipality or in the programme
// (domain.md section 2). Which permissions it carries is the policy's matter
// (internal/authz/policy); who holds it is a membership with dates.
type Role string

// Roles in the programme.
const (
	ProgrammeManager Role = "PROGRAMME_MANAGER"
	ProgrammeFinance Role = "PROGRAMME_FINANCE"
	Observer         Role = "OBSERVER"
	PlatformAdmin    Role = "PLATFORM_ADMIN"
	// SelectionMember may get a seat in the committee that scores the letters of a call.
	SelectionMember Role = "SELECTION_MEMBER"
)

// Roles in one municipality.
const (
	Head                Role = "HEAD"
	ExecSecretary       Role = "EXEC_SECRETARY"
	Specialist          Role = "SPECIALIST"
	Accountant          Role = "ACCOUNTANT"
	KeneshChair         Role = "KENESH_CHAIR"
	Deputy              Role = "DEPUTY"
	CommissionChair     Role = "COMMISSION_CHAIR"
	CommissionSecretary Role = "COMMISSION_SECRETARY"
	CommissionMember    Role = "COMMISSION_MEMBER"
	MonitoringMember    Role = "MONITORING_MEMBER"
)

// Roles that nobody is appointed to: everyone is the public, everyone who signed in
// may become an initiator and a member of an initiative group; whose application it
// is, is a row rule.
const (
	Initiator   Role = "INITIATOR"
	GroupMember Role = "GROUP_MEMBER"
	Public      Role = "PUBLIC"
)

// ProgrammeRoles and MunicipalityRoles are the roles a membership can give.
var (
	ProgrammeRoles    = []Role{ProgrammeManager, ProgrammeFinance, Observer, PlatformAdmin, SelectionMember}
	MunicipalityRoles = []Role{Head, ExecSecretary, Specialist, Accountant, KeneshChair, Deputy,
		CommissionChair, CommissionSecretary, CommissionMember, MonitoringMember}
)

// Roles lists all of them.
func Roles() []Role {
	all := append([]Role{}, ProgrammeRoles...)
	all = append(all, MunicipalityRoles...)
	return append(all, Initiator, GroupMember, Public)
}
