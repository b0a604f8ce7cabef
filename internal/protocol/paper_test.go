package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

const ordersDocument = `query($id: ID!) { competition(id: $id) { resultOrders { kind number text { ky ru } winners { number title { ky } rank localBudget } } } }`

// The order says what it orders, and lists the winners as they were when it was signed.
func TestTheOrderListsItsWinners(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{30_000, 30_000, 39_000})
	p := j.Signed(t, j.Drafted(t, j.Ranked(t, 3, 5, 1)))
	order := j.Order(p)
	order["reason"], order["text"] = "Эсеп ката", input{"ky": "Буйрук", "ru": "bad\u202e"}
	require.Equal(t, "VALIDATION", j.Head.RefusedChange(t, "annulProtocol", order).Name())
	order["text"] = input{"ky": "Протокол жокко чыгарылсын", "ru": "Отменить протокол"}
	j.Head.Change(t, "annulProtocol", order)
	again := j.Seats[0].Change(t, "closeScores", j.Seats[0].Change(t, "openSession", j.Planned(t, 5).Step()).Step())
	j.Approve(t, j.Signed(t, j.Drafted(t, again)))

	r := j.Head.Post(t, ordersDocument, input{"id": j.CompetitionID()})
	require.JSONEq(t, `{"competition": {"resultOrders": [
		{"kind": "ANNULMENT", "number": "88", "text": {"ky": "Протокол жокко чыгарылсын", "ru": "Отменить протокол"}, "winners": []},
		{"kind": "APPROVAL", "number": "88",
			"text": {"ky": "Конкурстук комиссиянын 17.12.2019 № 2/2019 протоколуна ылайык 1/2019 сынагынын жыйынтыгы бекитилсин.",
				"ru": "Утвердить результат конкурса 1/2019 по протоколу конкурсной комиссии № 2/2019 от 17.12.2019."},
			"winners": [{"number": "2/2019", "title": {"ky": "Демилге 2"}, "rank": 1, "localBudget": 3000000},
				{"number": "1/2019", "title": {"ky": "Демилге 1"}, "rank": 2, "localBudget": 3000000},
				{"number": "3/2019", "title": {"ky": "Демилге 3"}, "rank": 3, "localBudget": 1800000}]}]}}`, string(r.Data))
}
