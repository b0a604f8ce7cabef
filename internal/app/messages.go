package app

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/gateway"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/user"
)

// Messages says how messages go out besides mail.
type Messages struct {
	// SMS and Telegram are HTTP gateways; the zero value means none.
	SMS, Telegram GatewayConfig
	// SMSPrice is what an SMS costs, SMSCap the most that those of one municipality may cost
	// in a month; 0 means that nothing is counted, and no bound.
	SMSPrice, SMSCap money.Amount
	// Keep is how long texts of messages are kept; 0 means for ever.
	Keep time.Duration
}

// GatewayConfig is where a gateway is and the secret that it shares with us.
type GatewayConfig struct{ URL, Secret string }

// Paths that gateways call back.
const (
	smsReports      = "/callbacks/sms"
	telegramReports = "/callbacks/telegram"
	telegramLinks   = "/callbacks/telegram/link"
)

// post hands letters to mail.
type post struct{ mail Mailer }

func (p post) Send(ctx context.Context, letter notice.Letter) (string, error) {
	return "", p.mail.Post(ctx, letter)
}

// messenger sends what lies in the outboxes over the channels that there are.
func (a *App) messenger(config Config, store *postgres.NoticeStore, now func() time.Time) (*notice.Messenger, error) {
	senders := map[notice.Channel]notice.Sender{}
	if config.Mail != nil {
		senders[notice.Email] = post{config.Mail}
		if config.Mail.Reaches(user.Contact("+996700000000")) {
			senders[notice.SMS] = post{config.Mail} // the mail address of an SMS gateway
		}
	}
	for channel, c := range map[notice.Channel]GatewayConfig{notice.SMS: config.Messages.SMS, notice.Telegram: config.Messages.Telegram} {
		if c.URL == "" {
			continue
		}
		sender, err := gateway.New(c.URL, c.Secret, now)
		if err != nil {
			return nil, err
		}
		senders[channel] = sender
	}
	verdicts := publication.Letters{Tenants: a.Directory, From: postgres.NewPublicationStore(a.db)}
	more := func(ctx context.Context, m *notice.Sent, lang i18n.Lang) ([]string, error) {
		return verdicts.Criteria(ctx, m.TenantID, m.About.ID, lang)
	}
	ending := func(ctx context.Context, m *notice.Sent, lang i18n.Lang) ([]string, error) {
		return a.Resolver.Calls.Ending(ctx, config.BaseURL, m.About.ID, m.To.Contact, lang)
	}
	return &notice.Messenger{
		Boxes: store, Senders: senders, Base: config.BaseURL, Now: now,
		Person: postgres.NewAuthnStore(a.db).Person,
		May: func(ctx context.Context, _ access.Principal, about entity.Ref) error {
			return a.Resolver.MaySee(ctx, about)
		},
		Place: a.Directory.ByID,
		More: map[notice.Kind]notice.More{
			notice.ResultWon: more, notice.ResultLost: more, notice.CompetitionFailed: more,
			notice.CallAmended: ending, notice.CallCancelled: ending,
		},
		Price: config.Messages.SMSPrice, Cap: config.Messages.SMSCap, Keep: config.Messages.Keep,
	}, nil
}

// callbacks takes what gateways report.
func (a *App) callbacks(mux *http.ServeMux, config Config) {
	report := func(ctx context.Context, id uuid.UUID, state notice.State, answer string) (bool, error) {
		return a.Messenger.Report(ctx, id, state, answer)
	}
	if sms := config.Messages.SMS; sms.URL != "" {
		c := gateway.Callback{Secret: []byte(sms.Secret), Now: a.Auth.Now, Report: report}
		mux.HandleFunc("POST "+smsReports, c.Deliveries)
	}
	if telegram := config.Messages.Telegram; telegram.URL != "" {
		c := gateway.Callback{Secret: []byte(telegram.Secret), Now: a.Auth.Now, Report: report, Link: a.Resolver.Notices.Chat}
		mux.HandleFunc("POST "+telegramReports, c.Deliveries)
		mux.HandleFunc("POST "+telegramLinks, c.Links)
	}
}
