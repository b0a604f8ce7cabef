package letter

// Told is the state that those who write a letter are told. What the choice of pilots comes
// to may change until the list of the call is published, and is nobody's before (domain.md
// P8, P9).
func (s State) Told(published bool) State {
	if published {
		return s
	}
	switch s {
	case Eligible, Ineligible:
		return EligibilityCheck
	case Selected, SelectedWithCofinance, Reserve, NotSelected:
		return Evaluation
	}
	return s
}

// Behind are the states of which one of those told may be.
func Behind(told []State) []State {
	var list []State
	for _, s := range States {
		for _, t := range told {
			if s.Told(false) == t {
				list = append(list, s)
			}
		}
	}
	return list
}

// told is the letter as those who write it see it.
func (l *Letter) told(terms Terms) *Letter {
	shown := *l
	shown.State = l.State.Told(terms.Published)
	return &shown
}
