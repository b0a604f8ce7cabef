package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/protocol"
)

func protocolPayload(ctx context.Context, p *protocol.Protocol, err error) (*model.ProtocolPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.ProtocolPayload{Protocol: p, Errors: errs}, err
}

func decisions(inputs []*model.ProtocolDecisionInput) []protocol.Decision {
	list := make([]protocol.Decision, len(inputs))
	for i, input := range inputs {
		list[i] = protocol.Decision{
			ApplicationID: input.ApplicationID.ID, LocalBudget: input.LocalBudget.Value(), Conditions: input.Conditions, Reason: input.Reason,
		}
	}
	return list
}

func decisionModels(p *protocol.Protocol) []*model.ProtocolDecision {
	list := make([]*model.ProtocolDecision, len(p.Decisions))
	for i, d := range p.Decisions {
		list[i] = &model.ProtocolDecision{
			ApplicationID: p.Link("Application", d.ApplicationID), LocalBudget: d.LocalBudget, Conditions: d.Conditions, Reason: d.Reason,
		}
	}
	return list
}
