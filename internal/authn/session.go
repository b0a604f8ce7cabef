package authn

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Method is how a session began.
type Method string

// The methods.
const (
	ByPassword Method = "PASSWORD"
	ByLink     Method = "LINK"
	ByOIDC     Method = "OIDC"
)

// Session is a browser in which a person is signed in.
type Session struct {
	ID        uuid.UUID
	AccountID uuid.UUID
	TokenHash []byte
	Method    Method
	// UserAgent and Address tell the person which device it is.
	UserAgent  string
	Address    string
	CreatedAt  time.Time
	LastSeenAt time.Time
	// ExpiresAt ends the session however busy it is.
	ExpiresAt time.Time
}

// Ref is the global address of the session.
func (s *Session) Ref() entity.Ref { return entity.Ref{Kind: "SignInSession", ID: s.ID} }

// AccessToken lets a program in as a person.
type AccessToken struct {
	ID         uuid.UUID
	AccountID  uuid.UUID
	TokenHash  []byte
	Name       string
	CreatedAt  time.Time
	LastSeenAt *time.Time
	ExpiresAt  time.Time
}

// Ref is the global address of the token.
func (t *AccessToken) Ref() entity.Ref { return entity.Ref{Kind: "AccessToken", ID: t.ID} }

// Bounds of access tokens.
const (
	MaxTokenName = 80
	MaxTokenLife = 366 * 24 * time.Hour
	MaxTokens    = 50
)

// SessionLife says how long a session lasts.
type SessionLife struct {
	// Idle ends a session in which nothing happened for so long.
	Idle time.Duration
	// Absolute ends every session.
	Absolute time.Duration
}

// DefaultSessionLife suits people who come once a week from their own phone.
var DefaultSessionLife = SessionLife{Idle: 14 * 24 * time.Hour, Absolute: 60 * 24 * time.Hour}

// The refusals of signing in and of what a signed-in person does with her secrets.
var (
	ErrSignIn = apperr.NewRule("SIGN_IN_REFUSED", i18n.New(
		"Дарек же сырсөз туура эмес.",
		"Неверный адрес или пароль.",
		"The contact or the password is wrong."))
	ErrSuspended = apperr.NewRule("ACCOUNT_SUSPENDED", i18n.New(
		"Бул эсеп токтотулган. Администраторго кайрылыңыз.",
		"Эта учётная запись приостановлена. Обратитесь к администратору.",
		"This account is suspended. Ask the administrator."))
	ErrLink = apperr.NewRule("LINK_INVALID", i18n.New(
		"Бул шилтеме жараксыз: колдонулган, мөөнөтү өткөн же туура эмес көчүрүлгөн. Жаңысын сураңыз.",
		"Эта ссылка не действует: использована, просрочена или скопирована с ошибкой. Запросите новую.",
		"This link does not work: it was used, is too old or was copied wrongly. Ask for a new one."))
	ErrContactTaken = apperr.NewRule("CONTACT_TAKEN", i18n.New(
		"Бул дарек менен эсеп мурунтан бар.",
		"Учётная запись с этим адресом уже есть.",
		"There is an account with this contact already."))
	ErrPasswordWrong = apperr.NewRule("PASSWORD_WRONG", i18n.New(
		"Азыркы сырсөз туура эмес.",
		"Нынешний пароль неверен.",
		"The present password is wrong."))
	ErrTokenLife = apperr.Invalid(i18n.New(
		"Токендин мөөнөтү келечекте жана эң көбү бир жыл болушу керек.",
		"Срок токена должен быть в будущем и не больше года.",
		"A token ends in the future and within a year."), "expiresAt")
	ErrTokenCount = apperr.NewRule("TOKEN_COUNT", i18n.New(
		"Токендер өтө көп: эң көбү {max}. Керексиздерин жокко чыгарыңыз.",
		"Слишком много токенов: не больше {max}. Отзовите ненужные.",
		"Too many tokens: at most {max}. Revoke those you do not need.")).With(i18n.Args{"max": MaxTokens})
	ErrOnlyInSession = apperr.NewRule("ONLY_IN_SESSION", i18n.New(
		"Муну токен менен кирген программа жасай албайт: браузерден кирип жасаңыз.",
		"Это не может сделать программа с токеном: войдите в браузере.",
		"A program with a token may not do this: sign in with a browser."))
)
