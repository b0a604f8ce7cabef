const token = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|[{}()[\]:!=@$|&]|[^\s{}()[\]:!=@$|&",]+/g;

// tidy indents a document, one field on a line. It leaves alone what it does not
// understand, and documents with comments, which it would lose.
export function tidy(source) {
  if (source.includes('#')) return source;
  try {
    return new Printer(source.match(token) ?? []).document();
  } catch {
    return source;
  }
}

class Printer {
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
  }

  peek() { return this.tokens[this.at]; }

  take(expected) {
    const t = this.tokens[this.at++];
    if (t === undefined || (expected && t !== expected)) throw new Error('unexpected end');
    return t;
  }

  document() {
    const parts = [];
    while (this.at < this.tokens.length) {
      const head = this.until('{');
      parts.push((head && head + ' ') + this.selections(0));
    }
    return parts.join('\n\n') + '\n';
  }

  selections(depth) {
    this.take('{');
    const indent = '  '.repeat(depth + 1);
    const lines = [];
    while (this.peek() !== '}') lines.push(indent + this.selection(depth + 1));
    this.take('}');
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
  }

  selection(depth) {
    let out = this.take();
    if (out === '...') {
      if (this.peek() === 'on') out += ` ${this.take()} ${this.take()}`;
      else if (!['{', '@'].includes(this.peek())) out += this.take();
    } else if (this.peek() === ':') {
      this.take();
      out += ': ' + this.take();
    }
    if (this.peek() === '(') out += this.parentheses();
    while (this.peek() === '@') {
      out += ' ' + this.take() + this.take();
      if (this.peek() === '(') out += this.parentheses();
    }
    if (this.peek() === '{') out += ' ' + this.selections(depth);
    return out;
  }

  parentheses() {
    let open = 0;
    const taken = [];
    do {
      const t = this.take();
      if (t === '(') open++;
      if (t === ')') open--;
      taken.push(t);
    } while (open > 0);
    return join(taken);
  }

  until(end) {
    let out = '';
    while (this.peek() !== end) {
      const more = this.peek() === '(' ? this.parentheses() : this.take();
      const glued = out === '' || more.startsWith('(') || out.endsWith('@');
      out += (glued ? '' : ' ') + more;
    }
    return out;
  }
}

// join writes arguments and variables with the usual spaces and commas.
function join(tokens) {
  let out = '';
  tokens.forEach((t, i) => {
    const before = tokens[i - 1];
    if (before === undefined || /^[)\]:!}]$/.test(t) || /^[([@$]$/.test(before)) out += t === '}' ? ' }' : t;
    else if (/^[:={|&]$/.test(before) || /^[=|&@]$/.test(t)) out += ' ' + t;
    else if (t === '(') out += t;
    else out += ', ' + t;
  });
  return out;
}
