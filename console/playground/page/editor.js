// edit makes a textarea fit for code: Tab indents, Enter keeps the indentation.
export function edit(area, onRun) {
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    } else if (event.key === 'Tab' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      insert(area, '  ');
    } else if (event.key === 'Enter' && !event.isComposing) {
      const line = area.value.slice(0, area.selectionStart).split('\n').pop();
      const deeper = /[{([]\s*$/.test(line) ? '  ' : '';
      event.preventDefault();
      insert(area, '\n' + line.match(/^\s*/)[0] + deeper);
    }
  });
}

function insert(area, what) {
  area.setRangeText(what, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input'));
}

// operations names the operations of a document.
export function operations(source) {
  const plain = source.replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, '');
  let depth = 0;
  const found = [];
  for (const [word] of plain.matchAll(/[{}]|\b(?:query|mutation|subscription)\b\s*\w*/g)) {
    if (word === '{') depth++;
    else if (word === '}') depth--;
    else if (depth === 0) {
      const [kind, name = ''] = word.split(/\s+/);
      found.push({ kind, name });
    }
  }
  return found;
}
