// SPDX-License-Identifier: Apache-2.0
// Keeps nothing, so that no client is ever older than its server: every page comes from the network. Only when the
// network gives none does it say so, and it tries again until the server answers: browsers say `online` too early.

const TEXT = {
  en: ['You are offline', 'Palaver opens by itself when the network is back.'],
  de: ['Du bist offline', 'Palaver öffnet sich von selbst, sobald das Netz wieder da ist.'],
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(offline));
  }
});

function offline() {
  const language = self.navigator.language?.toLowerCase().startsWith('de') ? 'de' : 'en';
  const [title, text] = TEXT[language];
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <title>Palaver</title><style>body{display:grid;place-content:center;min-height:90vh;margin:0 24px;
    font:400 1rem/1.5 system-ui,sans-serif;text-align:center}h1{font-size:1.5rem;margin:0 0 8px}p{margin:0}</style>
    <h1>${title}</h1><p>${text}</p><script>let again;const look=()=>{clearTimeout(again);
    fetch('./',{method:'HEAD',cache:'no-store'}).then(()=>location.reload(),()=>{again=setTimeout(look,2000)})};
    addEventListener('online',look);again=setTimeout(look,2000)</script></html>`;
  return new Response(page, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
