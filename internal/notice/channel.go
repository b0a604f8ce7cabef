package notice

import (
	"context"
	"slices"

	"github.com/demilge/demilge/internal/i18n"
)

// Channel is a way to a reader.
type Channel string

// The channels.
const (
	Email    Channel = "EMAIL"
	SMS      Channel = "SMS"
	Telegram Channel = "TELEGRAM"
)

// Channels are all of them, the cheapest first.
var Channels = []Channel{Email, Telegram, SMS}

// Known reports whether a channel is one.
func (c Channel) Known() bool { return slices.Contains(Channels, c) }

// rings reports whether a message wakes somebody who sleeps beside a phone.
func (c Channel) rings() bool { return c != Email }

// Sender hands letters to a channel. It answers with the name under which the channel knows
// the letter, empty where it gives none. An error that no later attempt can mend has a method
// Final that says so.
type Sender interface {
	Send(ctx context.Context, letter Letter) (reference string, err error)
}

// State is where a delivery stands.
type State string

// The states. SENT is with the server or gateway, DELIVERED with the reader, as far as the
// gateway tells.
const (
	Queued    State = "QUEUED"
	WentOut   State = "SENT"
	Delivered State = "DELIVERED"
	Failed    State = "FAILED"
	Skipped   State = "SKIPPED"
)

// Reason is why a delivery was skipped or failed.
type Reason string

// The reasons.
const (
	// NoReason stands for none.
	NoReason Reason = ""
	// NoAddress: the reader has no address that the server reaches.
	NoAddress Reason = "NO_ADDRESS"
	// NoAccount: the account is not active.
	NoAccount Reason = "NO_ACCOUNT"
	// NoRight: the reader may not see what it is about any more.
	NoRight Reason = "NO_RIGHT"
	// CostCap: the municipality's SMS of the month have cost as much as they may.
	CostCap Reason = "COST_CAP"
	// TooOld: the text was removed before it went out.
	TooOld Reason = "TOO_OLD"
	// Refused: the server or gateway will never take it.
	Refused Reason = "REFUSED"
	// Undelivered: the gateway took it and could not deliver it.
	Undelivered Reason = "UNDELIVERED"
	// GaveUp: it was tried for three days.
	GaveUp Reason = "GAVE_UP"
)

var reasons = map[Reason]i18n.Text{
	NoAddress:   i18n.New("Системада бул киши үчүн жеткиликтүү дарек жок.", "В системе нет адреса, по которому этот человек доступен.", "The system has no address at which this person is reached."),
	NoAccount:   i18n.New("Эсеп иштебейт.", "Учётная запись не действует.", "The account is not active."),
	NoRight:     i18n.New("Бул кишинин мындай маалыматты көрүүгө укугу калган жок.", "У этого человека больше нет права видеть эти сведения.", "This person may not see it any more."),
	CostCap:     i18n.New("Муниципалитеттин бир айлык SMS чыгымынын чеги бүттү.", "Исчерпан месячный предел расходов муниципалитета на SMS.", "The municipality's SMS have cost what they may in a month."),
	TooOld:      i18n.New("Билдирүүнүн тексти сактоо мөөнөтү өтүп өчүрүлгөн.", "Текст сообщения удалён по истечении срока хранения.", "The text was removed when its time of keeping had passed."),
	Refused:     i18n.New("Почта же шлюз билдирүүнү кабыл алган жок.", "Почтовый сервер или шлюз отказался принять сообщение.", "The mail server or gateway refused the message."),
	Undelivered: i18n.New("Шлюз билдирүүнү жеткире алган жок.", "Шлюз не смог доставить сообщение.", "The gateway could not deliver the message."),
	GaveUp:      i18n.New("Үч күн аракет кылынып, жөнөтүлгөн жок.", "Не удалось отправить за трое суток.", "It could not be sent in three days."),
}

// Text says the reason in words, in all languages; empty for none.
func (r Reason) Text() i18n.Localized {
	text, known := reasons[r]
	if !known {
		return i18n.Localized{}
	}
	return text.Localized()
}
