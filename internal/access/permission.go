// Package access names what may be done to what and who does it: objects, actions,
// roles, the principal of a request and the scope that opens a store.
package access

// Object is a kind of thing that permissions speak of. Each entity declares its own
// in this list; the policy must say something about every one.
type Object string

// The objects.
const (
	Municipality Object = "MUNICIPALITY"
	Tenant       Object = "TENANT"
	User         Object = "USER"
	Membership   Object = "MEMBERSHIP"
	Audit        Object = "AUDIT"
	File         Object = "FILE"
	PassportCopy Object = "PASSPORT_COPY"
	Schema       Object = "SCHEMA"
	// Figures are sums over municipalities, with nobody's data in them.
	Figures Object = "FIGURES"
	// Calendar is the secret address of a person's own calendar.
	Calendar Object = "CALENDAR"

	Profile       Object = "PROFILE"
	SignInSession Object = "SIGN_IN_SESSION"
	AccessToken   Object = "ACCESS_TOKEN"

	Regulation        Object = "REGULATION"
	PriorityArea      Object = "PRIORITY_AREA"
	SituationAnalysis Object = "SITUATION_ANALYSIS"
	Envelope          Object = "ENVELOPE"
	Commission        Object = "COMMISSION"

	Competition  Object = "COMPETITION"
	Announcement Object = "ANNOUNCEMENT"
	Publication  Object = "PUBLICATION"

	Application Object = "APPLICATION"
	// Applicant is the personal data behind an application.
	Applicant     Object = "APPLICANT"
	Admissibility Object = "ADMISSIBILITY"

	ConflictDeclaration Object = "CONFLICT_DECLARATION"
	ScoreSheet          Object = "SCORE_SHEET"
	CommissionSession   Object = "COMMISSION_SESSION"
	Protocol            Object = "PROTOCOL"
	ResultOrder         Object = "RESULT_ORDER"
	Award               Object = "AWARD"
	ProgrammeGrant      Object = "PROGRAMME_GRANT"

	// Paper is a paper that was issued, PaperTemplate what papers are written on: the
	// municipality's own templates and its letterhead.
	Paper         Object = "PAPER"
	PaperTemplate Object = "PAPER_TEMPLATE"
	// ProgrammePaper and ProgrammePaperTemplate are those of the programme itself.
	ProgrammePaper         Object = "PROGRAMME_PAPER"
	ProgrammePaperTemplate Object = "PROGRAMME_PAPER_TEMPLATE"

	Task      Object = "TASK"
	Appeal    Object = "APPEAL"
	Agreement Object = "AGREEMENT"

	MonitoringGroup Object = "MONITORING_GROUP"

	Event             Object = "EVENT"
	EventPhoto        Object = "EVENT_PHOTO"
	ParticipantRecord Object = "PARTICIPANT_RECORD"
	// ParticipantList is the scan of the list of those who came to an event.
	ParticipantList Object = "PARTICIPANT_LIST"

	// Notice is what a person is told herself; Message is what others were told.
	Notice  Object = "NOTICE"
	Message Object = "MESSAGE"

	Report Object = "REPORT"
	// ReportProgrammePart is what a report says of the programme's money.
	ReportProgrammePart Object = "REPORT_PROGRAMME_PART"
	MonitoringVisit     Object = "MONITORING_VISIT"
	Finding             Object = "FINDING"
	// MonitoringProtocol is what a monitoring group concludes.
	MonitoringProtocol Object = "MONITORING_PROTOCOL"
)

// The objects of an agreement's money.
const (
	Purchase     Object = "PURCHASE"
	Payment      Object = "PAYMENT"
	Refund       Object = "REFUND"
	Contribution Object = "CONTRIBUTION"
	Reallocation Object = "REALLOCATION"
	Tranche      Object = "TRANCHE"
	BankDetails  Object = "BANK_DETAILS"
)

// Call is a call for cooperation of the programme.
const Call Object = "CALL"

// What the programme keeps about municipalities that take part or did.
const (
	Memorandum Object = "MEMORANDUM"
	WorkPlan   Object = "WORK_PLAN"
	Training   Object = "TRAINING"
	// GrantFund is the programme's money that is set aside for a municipality.
	GrantFund  Object = "GRANT_FUND"
	PilotRound Object = "PILOT_ROUND"
	// SpecialDay is a public holiday or a day that the Cabinet moved.
	SpecialDay Object = "SPECIAL_DAY"
)

// The objects of letters of interest.
const (
	LetterOfInterest Object = "LETTER_OF_INTEREST"
	// LetterDraft is a letter for whoever holds its secret.
	LetterDraft Object = "LETTER_DRAFT"
	// LetterLeader is the personal data of those who lead the groups that a letter names.
	LetterLeader Object = "LETTER_LEADER"
)

// The objects of the choice of pilot municipalities.
const (
	Selection           Object = "SELECTION"
	SelectionSeat       Object = "SELECTION_SEAT"
	LetterEligibility   Object = "LETTER_ELIGIBILITY"
	LetterClarification Object = "LETTER_CLARIFICATION"
	// LetterRedaction is what is hidden in the texts of a coded letter.
	LetterRedaction Object = "LETTER_REDACTION"
	// SelectionScore is what a member of the committee does: declare conflicts and score.
	SelectionScore    Object = "SELECTION_SCORE"
	SelectionProtocol Object = "SELECTION_PROTOCOL"
	// SelectionResult is the published list.
	SelectionResult Object = "SELECTION_RESULT"
	// ParticipantNotice is what those who sent a letter are told of the result.
	ParticipantNotice Object = "PARTICIPANT_NOTICE"
)

// Action is what is done.
type Action string

// The actions.
const (
	Read       Action = "READ"
	ReadAll    Action = "READ_ALL"
	Create     Action = "CREATE"
	Update     Action = "UPDATE"
	Delete     Action = "DELETE"
	Adopt      Action = "ADOPT"
	Form       Action = "FORM"
	Announce   Action = "ANNOUNCE"
	Extend     Action = "EXTEND"
	Cancel     Action = "CANCEL"
	Close      Action = "CLOSE"
	Open       Action = "OPEN"
	Evaluate   Action = "EVALUATE"
	Submit     Action = "SUBMIT"
	Withdraw   Action = "WITHDRAW"
	Register   Action = "REGISTER"
	Check      Action = "CHECK"
	Return     Action = "RETURN"
	Declare    Action = "DECLARE"
	Score      Action = "SCORE"
	Reopen     Action = "REOPEN"
	Replace    Action = "REPLACE"
	Vote       Action = "VOTE"
	Dissent    Action = "DISSENT"
	Sign       Action = "SIGN"
	Approve    Action = "APPROVE"
	Publish    Action = "PUBLISH"
	Invite     Action = "INVITE"
	Revoke     Action = "REVOKE"
	Suspend    Action = "SUSPEND"
	Merge      Action = "MERGE"
	Split      Action = "SPLIT"
	Rename     Action = "RENAME"
	Move       Action = "MOVE"
	Resume     Action = "RESUME"
	Activate   Action = "ACTIVATE"
	Amend      Action = "AMEND"
	Terminate  Action = "TERMINATE"
	Hold       Action = "HOLD"
	Postpone   Action = "POSTPONE"
	Receive    Action = "RECEIVE"
	Accept     Action = "ACCEPT"
	Pay        Action = "PAY"
	Confirm    Action = "CONFIRM"
	Waive      Action = "WAIVE"
	Deliver    Action = "DELIVER"
	Answer     Action = "ANSWER"
	Correct    Action = "CORRECT"
	Export     Action = "EXPORT"
	Record     Action = "RECORD"
	Follow     Action = "FOLLOW"
	Introspect Action = "INTROSPECT"
	// Verify is to learn whether something is genuine, and nothing else of it.
	Verify Action = "VERIFY"
)

// ReadAdmitted is to see what the commission admitted, as its members do.
const ReadAdmitted Action = "READ_ADMITTED"

// Everywhere reports whether the programme keeps such things beside the municipalities, in
// a table of the same shape.
func (o Object) Everywhere() bool {
	return o == File || o == ProgrammePaper || o == ProgrammePaperTemplate
}

// Permission is an action on a kind of object.
type Permission struct {
	Object Object
	Action Action
}

// String writes the permission as errors and the audit name it: APPLICATION:SUBMIT.
func (p Permission) String() string { return string(p.Object) + ":" + string(p.Action) }

// Reads reports whether the permission changes nothing.
func (p Permission) Reads() bool {
	switch p.Action {
	case Read, ReadAll, ReadAdmitted, Export, Introspect, Verify:
		return true
	}
	return false
}
