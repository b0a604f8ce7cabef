import { foldable, form } from './form.js';
import { ask } from './request.js';
import { text } from './texts.js';

const who = 'query Viewer { viewer { user { fullName } } }';
const enter = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { errors { message } } }';
const leave = 'mutation SignOut { signOut { errors { message } } }';

// openSession keeps a sign-in form and shows who is signed in.
export function openSession(details, shown, headers) {
  const draw = async () => {
    foldable(details, 'signIn', form(
      [{ name: 'login', type: 'text' }, { name: 'password', type: 'password' }], 'signIn',
      async ({ login, password }) => {
        await ask(enter, { input: { contact: login, password } }, headers());
        details.open = false;
        await draw();
      }));
    const name = await ask(who, {}, headers()).then((data) => data.viewer?.user?.fullName, () => undefined);
    shown.replaceChildren(...(name ? [name, ' ', out()] : []));
  };
  const out = () => {
    const button = document.createElement('button');
    button.textContent = text('signOut');
    button.addEventListener('click', async () => {
      await ask(leave, {}, headers()).catch(() => {});
      await draw();
    });
    return button;
  };
  draw();
  return draw;
}
