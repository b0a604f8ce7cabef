package selection

import (
	"encoding/json"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// ReasonCode says in one word why a letter stands where it stands.
type ReasonCode string

// The reasons.
const (
	ReasonWithinQuota    ReasonCode = "WITHIN_QUOTA"
	ReasonQuotaFull      ReasonCode = "QUOTA_FULL"
	ReasonOblastFull     ReasonCode = "OBLAST_QUOTA_FULL"
	ReasonKindFull       ReasonCode = "KIND_QUOTA_FULL"
	ReasonReserveFull    ReasonCode = "RESERVE_FULL"
	ReasonBelowThreshold ReasonCode = "BELOW_THRESHOLD"
	ReasonNotScored      ReasonCode = "NOT_SCORED"
	ReasonTieCriterion   ReasonCode = "TIE_CRITERION"
	ReasonTieReadiness   ReasonCode = "TIE_READINESS"
	ReasonTieReceived    ReasonCode = "TIE_RECEIVED"
	ReasonTieLot         ReasonCode = "TIE_LOT"
)

var tieReasons = map[TieRule]ReasonCode{
	ByCriterion: ReasonTieCriterion, ByReadiness: ReasonTieReadiness, ByReceipt: ReasonTieReceived, ByLot: ReasonTieLot,
}

var kindNames = map[tenants.Kind]i18n.Text{
	tenants.AiylAimak: i18n.New("айыл аймагы", "айылный аймак", "aiyl aimak"),
	tenants.City:      i18n.New("шаар", "город", "city"),
}

var sentences = map[ReasonCode]i18n.Text{
	ReasonWithinQuota: i18n.New(
		"Тандалды: {max} баллдын ичинен орточо {mean} балл, рейтингде {rank}-орун, {total} орундуу квотанын {place}-орду.",
		"Отобран: средний балл {mean} из {max}, {rank}-е место в рейтинге, {place}-е из {total} мест квоты.",
		"In: a mean of {mean} of {max} points, rank {rank}, place {place} of the {total} of the quota."),
	ReasonQuotaFull: i18n.New(
		"Резервде № {no}: орточо {mean} балл, рейтингде {rank}-орун; жалпы квота ({total}) толду.",
		"В резерве под № {no}: средний балл {mean}, {rank}-е место в рейтинге; общая квота ({total}) заполнена.",
		"In reserve as № {no}: a mean of {mean}, rank {rank}; the quota of {total} in all is full."),
	ReasonOblastFull: i18n.New(
		"Резервде № {no}: орточо {mean} балл, рейтингде {rank}-орун; облустун ({oblast}) квотасы ({most}) толду.",
		"В резерве под № {no}: средний балл {mean}, {rank}-е место в рейтинге; квота области ({oblast}: {most}) заполнена.",
		"In reserve as № {no}: a mean of {mean}, rank {rank}; the quota of the oblast ({oblast}: {most}) is full."),
	ReasonKindFull: i18n.New(
		"Резервде № {no}: орточо {mean} балл, рейтингде {rank}-орун; муниципалитеттин түрү ({kind}) боюнча квота ({most}) толду.",
		"В резерве под № {no}: средний балл {mean}, {rank}-е место в рейтинге; квота по виду муниципалитета ({kind}: {most}) заполнена.",
		"In reserve as № {no}: a mean of {mean}, rank {rank}; the quota of the kind ({kind}: {most}) is full."),
	ReasonReserveFull: i18n.New(
		"Тандалган жок: орточо {mean} балл, рейтингде {rank}-орун; квота да, резерв ({reserve}) да толду.",
		"Не отобран: средний балл {mean}, {rank}-е место в рейтинге; квота и резерв ({reserve}) заполнены.",
		"Out: a mean of {mean}, rank {rank}; the quota and the reserve of {reserve} are full."),
	ReasonBelowThreshold: i18n.New(
		"Тандалган жок: орточо {mean} балл, бул {max} баллдын {percent} пайызынан төмөн.",
		"Не отобран: средний балл {mean} ниже порога – {percent} % от {max}.",
		"Out: the mean of {mean} is below the threshold of {percent} % of {max}."),
	ReasonNotScored: i18n.New(
		"Тандалган жок: бул катты эч бир мүчө баалаган эмес.",
		"Не отобран: это письмо не оценил ни один член комитета.",
		"Out: no member scored this letter."),
	ReasonTieCriterion: i18n.New(
		"Орточо балл ({mean}) «{other}» менен бирдей; орунду «{criterion}» критерийинин баллы чечти.",
		"Средний балл ({mean}) равен баллу «{other}»; место решил балл по критерию «{criterion}».",
		"The mean ({mean}) equals that of {other}; the points for “{criterion}” decided."),
	ReasonTieReadiness: i18n.New(
		"Орточо балл ({mean}) «{other}» менен бирдей; орунду жергиликтүү бюджеттен бөлүүгө даяр сумма чечти.",
		"Средний балл ({mean}) равен баллу «{other}»; место решила сумма, которую готовы выделить из местного бюджета.",
		"The mean ({mean}) equals that of {other}; the sum that the municipality is ready to set aside decided."),
	ReasonTieReceived: i18n.New(
		"Орточо балл ({mean}) «{other}» менен бирдей; орунду каттын келген убактысы чечти.",
		"Средний балл ({mean}) равен баллу «{other}»; место решило время получения письма.",
		"The mean ({mean}) equals that of {other}; the time of receipt decided."),
	ReasonTieLot: i18n.New(
		"Орточо балл ({mean}) «{other}» менен бирдей; орунду чүчүкулак чечти (каттын номеринин SHA-256 суммасы боюнча).",
		"Средний балл ({mean}) равен баллу «{other}»; место решил жребий (по SHA-256 номера письма).",
		"The mean ({mean}) equals that of {other}; the draw decided (by the SHA-256 of the letter's number)."),
}

// Reason is a code with its sentence, numbers filled in.
type Reason struct {
	Code ReasonCode     `json:"code"`
	Text i18n.Localized `json:"text"`
}

func because(code ReasonCode, args i18n.Args) Reason {
	sentence := sentences[code]
	return Reason{Code: code, Text: i18n.Localized{Ky: sentence.In(i18n.Ky, args), Ru: sentence.In(i18n.Ru, args), En: sentence.In(i18n.En, args)}}
}

// MarshalJSON writes a place as the sealed protocol keeps it.
func (p *Place) MarshalJSON() ([]byte, error) {
	type mean struct {
		Key  string `json:"key"`
		Mean string `json:"mean"`
	}
	means := make([]mean, len(p.Criteria))
	for i, c := range p.Criteria {
		means[i] = mean{c.Key, c.Mean()}
	}
	return json.Marshal(struct {
		LetterID  string         `json:"letterId"`
		Number    string         `json:"number"`
		Name      i18n.Localized `json:"name"`
		Rank      int            `json:"rank"`
		Sheets    int            `json:"sheets"`
		Mean      string         `json:"mean"`
		Criteria  []mean         `json:"criteria"`
		Standing  Standing       `json:"standing"`
		ReserveNo int            `json:"reserveNo,omitempty"`
		Why       Reason         `json:"why"`
		Tie       *Tie           `json:"tie,omitempty"`
	}{
		p.Entrant.LetterID.String(), p.Entrant.Number, p.Entrant.Name, p.Rank, p.Sheets, p.Mean(), means, p.Standing, p.ReserveNo, p.Why, p.Tie,
	})
}
