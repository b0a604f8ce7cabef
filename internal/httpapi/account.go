package httpapi

import (
	_ "embed"
	"net/http"
)

// AccountPage is where links in messages lead: a page on which a person sets her password or
// signs in, and an address without an account begins and ends to follow a call. The secret of
// a link stands after the #, so that it never reaches a log.
const AccountPage = "/account"

//go:embed account/index.html
var accountPage []byte

//go:embed account/account.js
var accountScript []byte

const accountPolicy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'none'; base-uri 'none'"

// Account serves the page and its script.
func Account(mux *http.ServeMux) {
	mux.HandleFunc("GET "+AccountPage, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", accountPolicy)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(accountPage)
	})
	mux.HandleFunc("GET "+AccountPage+"/account.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(accountScript)
	})
}
