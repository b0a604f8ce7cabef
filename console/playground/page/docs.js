import { ask } from './request.js';
import { skeleton } from './skeleton.js';
import { text } from './texts.js';

const introspection = `query Schema { __schema {
  queryType { name } mutationType { name } subscriptionType { name }
  types { kind name description
    fields(includeDeprecated: true) { name description isDeprecated deprecationReason args { ...Input } type { ...Type } }
    inputFields { ...Input } enumValues(includeDeprecated: true) { name description } possibleTypes { name } } } }
fragment Input on __InputValue { name description defaultValue type { ...Type } }
fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

// openDocs shows the documentation in element; insert receives a document with its variables.
export function openDocs(element, search, headers, insert) {
  let schema;
  const history = [];
  const load = async () => {
    try {
      schema = index((await ask(introspection, {}, headers())).__schema);
      show();
    } catch (failure) {
      element.replaceChildren(paragraph(failure.message, 'error'), paragraph(text('docsClosed')), link(text('docsOpen'), load));
    }
  };
  const show = (name) => {
    if (!schema) return element.replaceChildren(link(text('docsOpen'), load));
    const parts = history.length > 0 ? [link(text('back'), () => { history.pop(); show(history.at(-1)); })] : [];
    element.replaceChildren(...parts, ...(name ? typePart(schema, name, open, insert) : rootParts(schema, open, insert)));
    element.scrollTop = 0;
  };
  const open = (name) => { history.push(name); show(name); };
  search.addEventListener('input', () => {
    if (!schema) return;
    const word = search.value.trim().toLowerCase();
    if (word === '') return show(history.at(-1));
    element.replaceChildren(found(schema, word, open, insert));
  });
  show();
  return () => show(history.at(-1));
}

function index(schema) {
  const types = new Map(schema.types.map((type) => [type.name, type]));
  const roots = ['queryType', 'mutationType', 'subscriptionType'].map((kind) => schema[kind]?.name).filter(Boolean);
  return { types, roots };
}

function rootParts(schema, open, insert) {
  return schema.roots.flatMap((name) => typePart(schema, name, open, insert));
}

function typePart(schema, name, open, insert) {
  const type = schema.types.get(name);
  const list = document.createElement('ul');
  for (const member of type.fields ?? type.inputFields ?? type.enumValues ?? type.possibleTypes ?? []) {
    list.append(item(schema, type, member, open, insert));
  }
  const heading = document.createElement('h2');
  heading.textContent = name;
  return [heading, paragraph(type.description ?? ''), list];
}

function item(schema, type, member, open, insert) {
  const line = document.createElement('li');
  const root = schema.roots.includes(type.name);
  line.append(root ? link(member.name, () => insert(skeleton(schema, type.name, member)), text('insert')) : member.name);
  if (member.args?.length > 0) {
    line.append('(');
    member.args.forEach((arg, i) => line.append(i > 0 ? ', ' : '', `${arg.name}: `, typeLink(arg.type, open)));
    line.append(')');
  }
  if (member.type) line.append(': ', typeLink(member.type, open));
  if (member.defaultValue) line.append(` = ${member.defaultValue}`);
  if (member.isDeprecated) line.append(` (${text('deprecated')}: ${member.deprecationReason})`);
  if (member.description) line.append(paragraph(member.description));
  for (const arg of member.args ?? []) {
    if (arg.description) line.append(paragraph(`${arg.name} — ${arg.description}`));
  }
  return line;
}

function found(schema, word, open, insert) {
  const list = document.createElement('ul');
  for (const type of schema.types.values()) {
    if (type.name.startsWith('__')) continue;
    if (type.name.toLowerCase().includes(word)) list.append(entry(link(type.name, () => open(type.name))));
    for (const field of type.fields ?? type.inputFields ?? []) {
      if (!field.name.toLowerCase().includes(word)) continue;
      const line = item(schema, type, field, open, insert);
      line.prepend(link(type.name, () => open(type.name)), '.');
      list.append(line);
    }
  }
  return list.children.length > 0 ? list : paragraph(text('nothingFound'));
}

function entry(content) {
  const line = document.createElement('li');
  line.append(content);
  return line;
}

// typeLink writes a type such as [Award!]! with its name as a link.
function typeLink(type, open) {
  const out = document.createElement('span');
  const write = (t) => {
    if (t.kind === 'NON_NULL') { write(t.ofType); out.append('!'); }
    else if (t.kind === 'LIST') { out.append('['); write(t.ofType); out.append(']'); }
    else out.append(link(t.name, () => open(t.name)));
  };
  write(type);
  return out;
}

function link(label, onClick, title = '') {
  const a = document.createElement('a');
  a.textContent = label;
  a.title = title;
  a.tabIndex = 0;
  a.setAttribute('role', 'button');
  a.addEventListener('click', onClick);
  a.addEventListener('keydown', (event) => { if (event.key === 'Enter') onClick(); });
  return a;
}

function paragraph(words, className = '') {
  const p = document.createElement('p');
  p.textContent = words;
  p.className = className;
  return p;
}
