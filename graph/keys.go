package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/once"
	"github.com/demilge/demilge/graph/transport"
)

// openMutations carry a password or the secret of a link, which are not kept even as a
// hash of the request. They work once by themselves, or only begin a session.
var openMutations = map[string]bool{
	"signIn": true, "signOut": true, "register": true, "requestPasswordReset": true,
	"confirmRegistration": true, "acceptInvitation": true, "resetPassword": true,
	"answerClarificationWithSecret": true, "confirmFollowCall": true, "unfollowCall": true,
	"changePassword": true, "changeContact": true, "confirmContact": true,
}

// unkeptMutations answer with a secret that is shown once.
var unkeptMutations = map[string]bool{
	"createAccessToken": true, "createCalendarLink": true, "fileAppeal": true, "registerAppeal": true, "linkTelegram": true, "beginLetter": true,
}

// keyed puts idempotency keys in front of an executor.
func keyed(executor graphql.GraphExecutor, options Options) graphql.GraphExecutor {
	if options.Keys == nil {
		return executor
	}
	owner := options.KeyOwner
	if owner == nil {
		owner = func(context.Context) string { return "" }
	}
	return once.New(executor, once.Options{
		Store: options.Keys, Owner: owner, Open: openMutations, Unkept: unkeptMutations, Header: transport.Header,
	})
}
