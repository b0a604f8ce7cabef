package main

import (
	"flag"
	"fmt"
	"strings"
)

// verb is the second word of a command that has several; synopsis names what it takes.
type verb struct{ name, synopsis, usage string }

// chooseVerb takes the verb off the arguments of a command, or lists them when asked for help.
func chooseVerb(command string, args []string, verbs ...verb) (string, []string, error) {
	var names []string
	for _, v := range verbs {
		names = append(names, v.name)
	}
	list := strings.Join(names, ", ")
	if len(args) == 0 {
		return "", nil, usageError{fmt.Errorf("%s needs a verb: %s", command, list)}
	}
	if isHelp(args[0]) {
		for _, v := range verbs {
			fmt.Printf("  demilge %s %s\n    \t%s\n", command, strings.TrimSpace(v.name+" "+v.synopsis), v.usage)
		}
		fmt.Printf("demilge %s VERB --help lists the settings of a verb.\n", command)
		return "", nil, flag.ErrHelp
	}
	for _, v := range verbs {
		if v.name == args[0] {
			return v.name, args[1:], nil
		}
	}
	return "", nil, usageError{fmt.Errorf("%s has no verb %q: %s", command, args[0], list)}
}

func isHelp(word string) bool {
	return word == "help" || word == "-h" || word == "-help" || word == "--help"
}
