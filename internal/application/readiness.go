package application

import (
	"slices"
	"strconv"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

var (
	errConsent = apperr.NewRule("CONSENT_MISSING", i18n.New(
		"Жеке маалыматты иштетүүгө макулдук керек.",
		"Нужно согласие на обработку персональных данных.",
		"The consent to the processing of personal data is needed."))
	errDeclaration = apperr.NewRule("DECLARATION_MISSING", i18n.New(
		"Маалыматтын тууралыгын ырастаңыз.",
		"Подтвердите достоверность данных.",
		"Declare that the data are true."))
	errResidence = apperr.NewRule("RESIDENCE_NOT_DECLARED", i18n.New(
		"Лидер ушул муниципалитетте жашай турганын билдириши керек (юридикалык жак үчүн: ушул жерде жайгашканын).",
		"Лидер должен заявить, что живёт в этом муниципалитете (для юридического лица: что оно здесь находится).",
		"The leader must declare to live in this municipality (a legal entity: to be located here)."))
	errDocument = apperr.NewRule("DOCUMENT_MISSING", i18n.New(
		"Жобо талап кылган документ жок: {name}.",
		"Нет документа, которого требует положение: {name}.",
		"A document that the regulation asks for is missing: {name}."))
	errOwnPart = apperr.NewRule("NOTHING_OWN", i18n.New(
		"Демилгечинин салымы (эмгек да эсептелет) же мурунку жыйынтыктар көрсөтүлүшү керек.",
		"Нужно указать вклад инициатора (труд тоже считается) или достигнутые результаты.",
		"Name the initiator's contribution (labour counts) or what was reached before."))
	errOwnShare = apperr.NewRule("OWN_SHARE_TOO_SMALL", i18n.New(
		"Демилгечинин салымы жалпы сумманын {percent} %ынан кем.",
		"Вклад инициатора меньше {percent} % общей суммы.",
		"The initiator's contribution is below {percent} % of the whole cost."))
	errKindNotAllowed = apperr.NewRule("APPLICANT_KIND_NOT_ALLOWED", i18n.New(
		"Жобо боюнча мындай арыз ээси катыша албайт.",
		"По положению такой заявитель участвовать не может.",
		"The regulation does not let such an applicant take part."))
	errPriority = apperr.NewRule("OUTSIDE_PRIORITIES", i18n.New(
		"Демилге бул сынактын артыкчылык багыттарына кирбейт.",
		"Инициатива не входит в приоритетные направления этого конкурса.",
		"The initiative is outside the priority areas of this competition."))
	errTooYoung = apperr.NewRule("LEADER_TOO_YOUNG", i18n.New(
		"Лидердин жашы {age} жаштан кем болбошу керек.",
		"Лидеру должно быть не меньше {age} лет.",
		"The leader must be at least {age} years old."))
	errTooLateEnd = apperr.NewRule("ENDS_AFTER_DEADLINE", i18n.New(
		"Демилге сынактын ишке ашыруу мөөнөтүнө ({date}) чейин бүтүшү керек.",
		"Инициатива должна закончиться до срока реализации конкурса ({date}).",
		"The initiative must end by the competition's deadline of implementation ({date})."))
)

// requirement is a field that must be filled before submission (domain.md 5.3).
type requirement struct {
	path  []string
	empty func(c *Content) bool
}

func required(empty func(c *Content) bool, path ...string) requirement {
	return requirement{path: path, empty: empty}
}

var requirements = []requirement{
	required(func(c *Content) bool { return c.Proposal.Kind == "" }, "kind"),
	required(func(c *Content) bool { return c.Applicant.Surname == "" }, "applicant", "surname"),
	required(func(c *Content) bool { return c.Applicant.GivenName == "" }, "applicant", "givenName"),
	required(func(c *Content) bool { return c.Applicant.Phone == "" }, "applicant", "phone"),
	required(func(c *Content) bool { return c.Applicant.Village == Village{} }, "applicant", "village"),
	required(func(c *Content) bool { return c.Proposal.Title.IsZero() }, "title"),
	required(func(c *Content) bool { return c.Proposal.Goal == "" }, "goal"),
	required(func(c *Content) bool { return c.Proposal.Problem == "" }, "problem"),
	required(func(c *Content) bool { return c.Proposal.LocalMatter == "" }, "localMatter"),
	required(func(c *Content) bool { return c.Proposal.PriorityAreaID == nil }, "priorityAreaId"),
	required(func(c *Content) bool { return c.Proposal.Type == "" }, "type"),
	required(func(c *Content) bool { return len(c.Proposal.Villages) == 0 }, "villages"),
	required(func(c *Content) bool { return c.Proposal.Sustainability == "" }, "sustainability"),
	required(func(c *Content) bool { return c.Proposal.CitizenParticipation == "" }, "citizenParticipation"),
	required(func(c *Content) bool { return c.Proposal.StartDate == nil }, "startDate"),
	required(func(c *Content) bool { return c.Proposal.EndDate == nil }, "endDate"),
	required(func(c *Content) bool { return len(c.Proposal.Plan) == 0 }, "plan"),
	required(func(c *Content) bool { return len(c.BudgetLines) == 0 }, "budgetLines"),
}

var forGroups = required(func(c *Content) bool {
	g := c.Proposal.Group
	return g == nil || g.Members == nil || g.Men == nil || g.Women == nil
}, "group", "members")

var forLegalEntities = required(func(c *Content) bool { return c.Applicant.Organisation == "" }, "applicant", "organisation")

// requirements of this content: a group tells its numbers, a legal entity its name.
func (c *Content) requirements() []requirement {
	list := slices.Clone(requirements)
	switch c.Proposal.Kind {
	case regulation.Group:
		list = append(list, forGroups)
	case regulation.LegalEntity:
		list = append(list, forLegalEntities)
	}
	return list
}

// Readiness is how far an application is from submission.
type Readiness struct {
	// Percent of what must be filled in is filled in.
	Percent int
	// Issues stand in the way of submission; of a paper they are hints to the check.
	Issues apperr.List
}

// Ready works out the readiness of a content under a competition's settings at time now.
func (c *Content) Ready(settings *Settings, now time.Time) Readiness {
	missing, all := c.missing(), c.requirements()
	percent := 100 * (len(all) - min(len(missing), len(all))) / len(all)
	return Readiness{Percent: percent, Issues: c.Problems(settings, now)}
}

// Problems lists everything that keeps an online application from being submitted.
func (c *Content) Problems(settings *Settings, now time.Time) apperr.List {
	errs := c.missing()
	errs = append(errs, c.budgetProblems(settings)...)
	errs = append(errs, c.paperProblems(settings.Rules)...)
	errs = append(errs, c.fitProblems(settings, now)...)
	errs.Add(c.consentProblem())
	if !c.Proposal.Declared {
		errs.Add(errDeclaration.At("declared"))
	}
	if settings.Rules.ResidenceDeclaration && !c.Proposal.Resident {
		errs.Add(errResidence.At("resident"))
	}
	return errs
}

// Lacks lists what keeps an application that was taken as it came from being admitted:
// fields that must be filled in, papers, the consent to processing (5.3, R-23). The rest
// is the matter of the checklist.
func (c *Content) Lacks(settings *Settings) apperr.List {
	errs := append(c.missing(), c.paperProblems(settings.Rules)...)
	errs.Add(c.consentProblem())
	return errs
}

func (c *Content) consentProblem() *apperr.Error {
	if slices.ContainsFunc(c.Consents, func(s Consent) bool { return s.Purpose == Processing && s.WithdrawnAt == nil }) {
		return nil
	}
	return errConsent.At("consents")
}

// PaperProblems lists what keeps a paper from being registered: it is taken as it came,
// and its shortcomings are found in the check of admissibility.
func (c *Content) PaperProblems() apperr.List {
	var errs apperr.List
	if c.Applicant.Surname == "" {
		errs.Add(apperr.ErrRequired.At("applicant", "surname"))
	}
	if c.Proposal.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("title"))
	}
	if !c.has(file.SignedPaper) {
		errs.Add(apperr.ErrRequired.At("attachments", "SIGNED_PAPER"))
	}
	return errs
}

func (c *Content) missing() apperr.List {
	var errs apperr.List
	for _, r := range c.requirements() {
		if r.empty(c) {
			errs.Add(apperr.ErrRequired.At(r.path...))
		}
	}
	for i := range c.BudgetLines {
		for _, field := range c.BudgetLines[i].Missing() {
			errs.Add(apperr.ErrRequired.At("budgetLines", strconv.Itoa(i), field))
		}
	}
	return errs
}

func (c *Content) budgetProblems(settings *Settings) apperr.List {
	var errs apperr.List
	if len(c.BudgetLines) == 0 {
		return nil
	}
	totals := budget.Add(c.BudgetLines)
	if c.OverMaximum(settings) {
		errs.Add(ErrOverMaximum.At("budgetLines"))
	}
	if totals.Requested() == 0 {
		errs.Add(errNothingAsked.At("budgetLines"))
	}
	for i, l := range c.BudgetLines {
		if l.UnitPrice != nil && *l.UnitPrice == 0 {
			errs.Add(errZeroPrice.At("budgetLines", strconv.Itoa(i), "unitPrice"))
		}
	}
	own := slices.ContainsFunc(c.BudgetLines, func(l budget.Line) bool { return l.Source == budget.Initiator })
	if !own && (c.Proposal.Type != Consolidation || c.Proposal.PreviousResults == "") {
		errs.Add(errOwnPart.At("budgetLines"))
	}
	if percent := settings.Rules.MinOwnSharePercent; percent != nil && !totals.OwnShareReaches(*percent) {
		errs.Add(errOwnShare.With(i18n.Args{"percent": *percent}).At("budgetLines"))
	}
	return errs
}

// OverMaximum reports whether more is asked of the local budget than the competition and
// its regulation allow.
func (c *Content) OverMaximum(settings *Settings) bool {
	most := settings.Rules.Maximum(settings.Competition.MaxAmount)
	return most != nil && budget.Add(c.BudgetLines).Requested() > *most
}

// paperProblems names the papers that the regulation asks for and that are missing (R-23, 5.4).
func (c *Content) paperProblems(rules regulation.Rules) apperr.List {
	errs := c.evidenceProblems(rules)
	for _, d := range rules.Documents {
		if d.Required && slices.Contains(d.For, c.Proposal.Kind) && !c.written(d.Kind) && !c.has(file.Kind(d.Kind)) {
			errs.Add(errDocument.With(i18n.Args{"name": d.Name}).At("attachments", d.Kind))
		}
	}
	return errs
}

func (c *Content) has(kind file.Kind) bool {
	return slices.ContainsFunc(c.Proposal.Attachments, func(a Attachment) bool { return a.Kind == kind })
}

// written reports whether a document is part of the form itself: statement, description,
// plan and budget are filled in here and not attached.
func (c *Content) written(kind string) bool {
	return !slices.Contains(attachmentKinds, file.Kind(kind))
}
