// SPDX-License-Identifier: Apache-2.0
// Sends the secret behind the `#` with name and password. Opening the page changes nothing.
const german = navigator.language.toLowerCase().startsWith('de');
const words = german
  ? {
      title: 'Der erste Admin',
      name: 'Name',
      password: 'Passwort, mindestens 12 Zeichen',
      make: 'Admin werden',
      done: 'Fertig. Du bist angemeldet.',
      failed: 'Das ging nicht: ',
      offline: 'Der Server antwortet nicht. Versuche es noch einmal.',
    }
  : {
      title: 'The first admin',
      name: 'Name',
      password: 'Password, at least 12 characters',
      make: 'Become the admin',
      done: 'Done. You are logged in.',
      failed: 'That did not work: ',
      offline: 'The server does not answer. Try again.',
    };
document.documentElement.lang = german ? 'de' : 'en';
for (const element of document.querySelectorAll('[data-word]')) {
  element.textContent = words[element.dataset.word];
}
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
const link = location.hash.slice(1);
// The secret must not stay in the history.
history.replaceState(null, '', location.pathname);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const response = await fetch('/api/first-admin', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link, name: fields.get('name'), password: fields.get('password') }),
    });
    const answer = await response.json();
    status.textContent = response.ok ? words.done : words.failed + answer.message;
    form.hidden = response.ok;
  } catch {
    status.textContent = words.offline;
  } finally {
    button.disabled = false;
  }
});
