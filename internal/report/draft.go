package report

// Draft is what the performer writes; a submission seals it with the account.
type Draft struct {
	Narrative Narrative `bun:"type:jsonb" json:"narrative"`
	// Explanations say why a line came out otherwise than planned.
	Explanations []Explanation `bun:"type:jsonb" json:"explanations"`
	Property     []Belonging   `bun:"type:jsonb" json:"property"`
}

// Narrative is what was done, in the agreement's language.
type Narrative struct {
	WhatWasDone    string   `json:"whatWasDone"`
	Results        []Result `json:"results"`
	Difficulties   string   `json:"difficulties"`
	Helpers        string   `json:"helpers"`
	Sustainability string   `json:"sustainability"`
	NextSteps      string   `json:"nextSteps"`
	Quotes         []string `json:"quotes"`
}

// Result is what became of one expected result of the terms of reference.
type Result struct {
	// Key is that of the item of the terms of reference: R1, R2 …
	Key string `json:"key"`
	// Expected, Unit and Target are those of the terms of reference; Target is nil when no
	// number was set.
	Expected string `json:"expected"`
	Unit     string `json:"unit"`
	Target   *int   `json:"target,omitempty"`
	// Achieved is nil when nobody counted.
	Achieved *int   `json:"achieved,omitempty"`
	Text     string `json:"text"`
}

// Explanation of a line of the estimate.
type Explanation struct {
	LineNo int    `json:"lineNo"`
	Text   string `json:"text"`
}

// Belonging is a thing that was bought and where it is kept.
type Belonging struct {
	Item     string `json:"item"`
	Quantity string `json:"quantity"`
	KeptAt   string `json:"keptAt"`
}

func empty() Draft {
	return Draft{
		Narrative: Narrative{Results: []Result{}, Quotes: []string{}}, Explanations: []Explanation{}, Property: []Belonging{},
	}
}

// fill writes what the records know into the parts that are still empty.
func (d *Draft) fill(b *Books) {
	if d.Narrative.WhatWasDone == "" {
		d.Narrative.WhatWasDone = b.done()
	}
	if d.Narrative.Helpers == "" {
		d.Narrative.Helpers = b.helpers()
	}
	d.Narrative.Results = b.results(d.Narrative.Results)
	if len(d.Property) > 0 {
		return
	}
	for _, p := range b.Received {
		d.Property = append(d.Property, Belonging{Item: p.Item, Quantity: amountOf(p.Quantity, p.Unit)})
	}
}
