import { text } from './texts.js';

// form builds a small form of labelled fields; onSubmit receives their values and a
// function that tells how it goes.
export function form(fields, button, onSubmit) {
  const element = document.createElement('div');
  element.className = 'form';
  const inputs = fields.map(({ name, type, options }) => {
    const label = document.createElement('label');
    const input = options ? document.createElement('select') : document.createElement('input');
    if (options) input.append(...options.map((option) => new Option(option, option)));
    else input.type = type;
    label.append(text(name), input);
    element.append(label);
    return [name, input];
  });
  const submit = document.createElement('button');
  submit.textContent = text(button);
  const told = document.createElement('p');
  const tell = (words, failed = false) => {
    told.textContent = words;
    told.className = failed ? 'error' : '';
  };
  const send = async () => {
    submit.disabled = true;
    tell('');
    try {
      await onSubmit(Object.fromEntries(inputs.map(([name, input]) => [name, input.type === 'file' ? input.files[0] : input.value])), tell);
    } catch (failure) {
      tell(failure.message, true);
    } finally {
      submit.disabled = false;
    }
  };
  submit.addEventListener('click', send);
  element.addEventListener('keydown', (event) => { if (event.key === 'Enter' && event.target.type === 'password') send(); });
  element.append(submit, told);
  return element;
}

// foldable fills a details element under a title.
export function foldable(details, title, ...content) {
  const summary = document.createElement('summary');
  summary.textContent = text(title);
  details.replaceChildren(summary, ...content);
}
