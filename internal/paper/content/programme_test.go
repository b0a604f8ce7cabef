package content

import (
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/paper"
)

// programme are facts of the papers on the programme's side.
func programme() map[paper.Kind][]paper.Facts {
	oblast := i18n.Localized{Ky: "Баткен облусу", Ru: "Баткенская область"}
	ready, area := true, budget.Quantity(1_250_500)
	choices := []Choice{
		{Municipality: office.Name, Oblast: oblast, Rank: 1, Mean: "4.50", Chosen: true, Cofinancing: som(50_000), Why: i18n.Localized{Ky: "Рейтингде биринчи.", Ru: "Первое место в рейтинге."}},
		{Municipality: office.Name, Oblast: oblast, Rank: 2, Mean: "4.10", ReserveNo: 1}, {Municipality: office.Name, Oblast: oblast},
	}
	leader := Official{Position: i18n.Localized{Ky: "Программалык координатор", Ru: "Программный координатор"}, Name: "Асанова Айгүл Бакытовна"}
	return map[paper.Kind][]paper.Facts{
		paper.LetterOfInterest: {LetterOfInterest{Office: office, Place: letter.Place{Name: office.Name, Oblast: oblast, Raion: i18n.Localized{Ky: "Лейлек району", Ru: "Лейлекский район"}}, PopulationAsOf: &day, DonorsFrom: 2023, DonorsTill: 2025,
			Answers: []Answer{{Question: i18n.Localized{Ky: "Тажрыйбаңыз барбы?", Ru: "Есть ли у вас опыт?"}, Text: i18n.Localized{Ky: "ооба", Ru: "да"}}},
			Text: letter.Content{
				HeadName: "Өмүралиев Үсөн Төлөгөнович", Location: "Көк-Төбө айылы", Statements: letter.Statements{Interest: true, Activities: true, Memorandum: true, Principles: true}, SetAside: letter.SetAside{Ready: &ready, Amount: som(100_000)},
				Contacts: letter.Contacts{Mobile: phone}, Decision: letter.Decision{Number: "5", Date: &day}, Signatures: letter.Signatures{Date: &day, KeneshChair: letter.Signature{Name: "Төрөкулов Ү. Ң."}},
				General:    letter.General{AreaHa: &area, FiscalYear: number(2025), OwnRevenue: som(21_389_500), EqualizationGrant: som(4_000_000), DistRaionKm: number(0), Population: number(12_345), ProcurementSpecialist: &ready, SpecialistName: resident, SpecialistPosition: "адис", CooperationScore: number(4), CooperationWhy: "Чогуу иштейбиз.", Problems: []string{"Таза суу", "Жол"}, ExchangePractice: &ready, ExchangeText: "Нарында, 2024-жылы."},
				Activities: []letter.Activity{{Name: "Ашар", Implementers: "Тургундар", Citizens: number(200), Results: "Парк"}}, Groups: []letter.Group{{Name: "Жаштар", Leader: letter.Leader{Name: benefited, Contacts: phone}, Audience: "жаштар"}},
				Donors: []letter.Donor{{Donor: "Донор", Project: "Суу", Status: letter.InProgress}},
			}}},
		paper.Memorandum: {Memorandum{Number: "7", SignedOn: &day, From: &day, Until: &later, Parties: []memorandum.Party{
			{Kind: memorandum.LSGBody, Body: office.Name, Signatory: "Өмүралиев Ү. Т.", Position: i18n.Localized{Ky: "Айыл өкмөтүнүн башчысы", Ru: "Глава айыл окмоту"}}, {Kind: memorandum.Project, Body: i18n.Localized{Ky: "Өнүктүрүү саясат институту", Ru: "Институт политики развития"}}}}},
		paper.SelectionProtocol: {SelectionProtocol{Call: title, Number: "1", Date: &day, Place: "Бишкек", Present: []Official{leader}, Absent: []Official{{Name: "Осмонов Т."}}, Votes: []Ballot{{For: 5, Abstain: 1}}, Discussion: "Талкууланды.", Choices: choices, Signatories: []Official{leader}}},
		paper.CallNotice: {
			CallNotice{Call: title, Municipality: office.Name, Head: "Өмүралиев Үсөн Төлөгөнович", Choice: choices[0], Signer: leader}, CallNotice{Call: title, Municipality: office.Name, Choice: choices[2], Signer: leader}},
	}
}
