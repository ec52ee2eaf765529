/**
 * Isolates pages where their host can't set headers: see docs/hosting.md. It keeps nothing and changes nothing but the
 * headers of the pages and workers in its scopes, which are few; whatever else they load never comes by here.
 */
addEventListener('install', () => self.skipWaiting());

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate' || request.destination === 'worker') event.respondWith(isolated(request));
});

async function isolated(request) {
  const response = await fetch(request);
  // A redirect is followed by the browser, which then asks anew.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  if (request.mode === 'navigate') headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
