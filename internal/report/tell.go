package report

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/notice"
)

// message tells something of the report, whose number and agreement are among the facts.
func (d *desk) message(kind notice.Kind, to notice.To, facts notice.Facts) notice.Message {
	facts["number"], facts["agreement"] = notice.Code(d.report.Number), notice.Code(d.agreement.Number)
	return notice.Message{Kind: kind, About: d.report.Ref(), To: to, Facts: facts}
}

// tell tells whoever stands behind the initiative.
func (d *desk) tell(ctx context.Context, kind notice.Kind, facts notice.Facts) error {
	return d.Notify(ctx, d.message(kind, notice.Applicant(d.agreement.ApplicationID), facts))
}

// tellOffice tells those who decide on reports, but for the one who handed it in.
func (d *desk) tellOffice(ctx context.Context) error {
	to := notice.Holders(access.Head, access.Specialist)
	to.Except = d.scope.UserID()
	return d.Notify(ctx, d.message(notice.ReportSubmitted, to, notice.Facts{}))
}
