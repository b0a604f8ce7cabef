package letter

import "strings"

// Leader is who leads a group of citizens, with contacts: personal data, which is masked
// for everyone but those who write the letter. A look at it is recorded.
type Leader struct {
	Name     string `json:"name"`
	Contacts string `json:"contacts"`
	// Masked says that this is not all of it.
	Masked bool `json:"-"`
}

// mask shows initials and that there are contacts.
func (l Leader) mask() Leader {
	shown := Leader{Masked: true}
	for _, part := range strings.Fields(l.Name) {
		shown.Name = strings.TrimSpace(shown.Name + " " + string([]rune(part)[:1]) + ".")
	}
	if runes := []rune(strings.TrimSpace(l.Contacts)); len(runes) > 2 {
		shown.Contacts = "••" + string(runes[len(runes)-2:])
	}
	return shown
}

// leaders takes the leaders out of the groups.
func (c Content) leaders() []Leader {
	leaders := make([]Leader, len(c.Groups))
	for i, g := range c.Groups {
		leaders[i] = g.Leader
	}
	return leaders
}

// Split parts the content from the personal data in it, which is kept apart, by the row of
// part 3.
func (c Content) Split() (Content, []Leader) {
	leaders := c.leaders()
	c = c.clone()
	for i := range c.Groups {
		c.Groups[i].Leader = Leader{}
	}
	return c, leaders
}

// Joined puts the leaders back.
func (c Content) Joined(leaders []Leader) Content {
	c = c.clone()
	for i := range min(len(c.Groups), len(leaders)) {
		c.Groups[i].Leader = leaders[i]
	}
	return c
}

// Masked hides the leaders of groups.
func (c Content) Masked() Content {
	c = c.clone()
	for i := range c.Groups {
		c.Groups[i].Leader = c.Groups[i].Leader.mask()
	}
	return c
}
