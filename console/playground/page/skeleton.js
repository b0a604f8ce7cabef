const depth = 2;

// skeleton writes an operation for a root field, with its variables and the fields of
// the answer that hold no further object.
export function skeleton(schema, root, field) {
  const kind = schema.roots.indexOf(root) === 0 ? 'query' : root.toLowerCase();
  const declared = field.args.map((arg) => `$${arg.name}: ${written(arg.type)}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const name = field.name[0].toUpperCase() + field.name.slice(1);
  const head = `${kind} ${name}${declared && `(${declared})`}`;
  const body = `${field.name}${given && `(${given})`}${selection(schema, named(field.type), depth)}`;
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, example(schema, arg.type, 0)]));
  return { query: `${head} { ${body} }`, variables };
}

function written(type) {
  if (type.kind === 'NON_NULL') return `${written(type.ofType)}!`;
  if (type.kind === 'LIST') return `[${written(type.ofType)}]`;
  return type.name;
}

function named(type) {
  return type.ofType ? named(type.ofType) : type.name;
}

function selection(schema, name, levels) {
  const type = schema.types.get(name);
  if (!['OBJECT', 'INTERFACE', 'UNION'].includes(type.kind)) return '';
  const fields = (type.fields ?? []).filter((field) => field.args.every((arg) => arg.type.kind !== 'NON_NULL'));
  const parts = fields.flatMap((field) => {
    const inner = selection(schema, named(field.type), levels - 1);
    const leaf = !schema.types.get(named(field.type)).fields;
    if (leaf) return [field.name];
    return levels > 0 && inner ? [field.name + inner] : [];
  });
  return ` { ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}

// example is a value to fill in: required fields only.
function example(schema, type, level) {
  if (type.kind !== 'NON_NULL') return level === 0 ? plain(schema, type, level) : null;
  return plain(schema, type.ofType, level);
}

function plain(schema, type, level) {
  if (type.kind === 'NON_NULL') return plain(schema, type.ofType, level);
  if (type.kind === 'LIST') return [plain(schema, type.ofType, level + 1)];
  const definition = schema.types.get(type.name);
  if (definition.kind === 'ENUM') return definition.enumValues[0].name;
  if (definition.kind === 'INPUT_OBJECT' && level < 4) {
    const required = definition.inputFields.filter((field) => field.type.kind === 'NON_NULL' && field.defaultValue === null);
    return Object.fromEntries(required.map((field) => [field.name, example(schema, field.type, level + 1)]));
  }
  return { Int: 0, Float: 0, Boolean: false, Money: 0, Version: 1, Date: '2026-01-31', DateTime: '2026-01-31T09:00:00+06:00' }[type.name] ?? '';
}
