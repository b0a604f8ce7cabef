package authn

// ClientKeyOf is under which the attempts from an address are counted.
var ClientKeyOf = clientKeyOf
