package award

import "github.com/demilge/demilge/internal/entity"

// Protocol is the signed protocol that decided the award.
func (a *Award) Protocol() entity.Ref { return a.Link("Protocol", a.ProtocolID) }

// Application is what won.
func (a *Award) Application() entity.Ref { return a.Link("Application", a.ApplicationID) }
