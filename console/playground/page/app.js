import { openDocs } from './docs.js';
import { edit, operations } from './editor.js';
import { listen, Problem, send } from './request.js';
import { openSession } from './session.js';
import { language, speak, text } from './texts.js';
import { tidy } from './tidy.js';
import { openUpload } from './upload.js';

const at = (id) => document.getElementById(id);
const first = `{
  publicMunicipality(slug: "a-orozbekov") {
    code
    name { ky ru }
  }
}
`;
let running;

// json reads a field of JSON; an empty one is an empty object.
function json(id) {
  const value = at(id).value.trim();
  if (value === '') return {};
  try {
    return JSON.parse(value);
  } catch {
    at(id).closest('details').open = true;
    at(id).focus();
    throw new Problem(`${text('badJSON')}: ${text(id)}`);
  }
}

const headers = () => json('headers');

function show(value) {
  at('answer').textContent = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function chosen() {
  const list = operations(at('query').value);
  return list.find((operation) => operation.name === at('operation').value) ?? list[0] ?? { kind: 'query', name: '' };
}

async function run() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const started = performance.now();
  at('stop').hidden = false;
  at('status').textContent = text('running');
  try {
    const { kind, name } = chosen();
    const operation = { query: at('query').value, variables: json('variables'), operationName: name || undefined };
    if (kind === 'subscription') await follow(operation, signal);
    else {
      const { status, body } = await send(operation, headers(), signal);
      show(body);
      at('status').textContent = `${status} · ${Math.round(performance.now() - started)} ms`;
    }
  } catch (failure) {
    if (failure.name !== 'AbortError') at('status').textContent = failure.message;
    else if (running.signal === signal) at('status').textContent = text('ended');
  } finally {
    if (running.signal === signal) at('stop').hidden = true;
  }
}

async function follow(operation, signal) {
  const events = [];
  at('status').textContent = text('listening');
  await listen(operation, headers(), signal, (event) => {
    events.unshift(`${new Date().toLocaleTimeString()}\n${JSON.stringify(event, null, 2)}`);
    show(events.slice(0, 100).join('\n\n'));
  });
  at('status').textContent = text('ended');
}

function insert({ query, variables }) {
  at('query').value = tidy(query);
  at('variables').value = JSON.stringify(variables, null, 2);
  changed();
}

function changed() {
  localStorage.setItem('query', at('query').value);
  localStorage.setItem('variables', at('variables').value);
  const names = operations(at('query').value).map((operation) => operation.name).filter(Boolean);
  const selected = at('operation').value;
  at('operation').replaceChildren(...names.map((name) => new Option(name, name)));
  at('operation').hidden = names.length < 2;
  if (names.includes(selected)) at('operation').value = selected;
}

at('query').value = localStorage.getItem('query') ?? first;
at('variables').value = localStorage.getItem('variables') ?? '';
for (const id of ['query', 'variables', 'headers']) edit(at(id), run);
for (const id of ['query', 'variables']) at(id).addEventListener('input', changed);
at('run').addEventListener('click', run);
at('stop').addEventListener('click', () => running?.abort());
at('tidy').addEventListener('click', () => { at('query').value = tidy(at('query').value); changed(); });
const redraw = [
  openDocs(at('docs'), at('search'), headers, insert),
  openSession(at('sign-in'), at('session'), headers),
  openUpload(at('upload'), headers),
];
at('language').value = language;
at('language').addEventListener('change', () => { speak(at('language').value); redraw.forEach((draw) => draw()); });
speak(language);
changed();
