/*
 * Reading through a Wi-Fi hole, and calls while no page is open. Files of the build come from the cache; answers of the API come from the network and are
 * kept, so that without a network the last one is shown, marked with the time at which it was true (x-atelbow-kept).
 * Answers belong to whoever is signed in: signing out, or a 401, throws them away.
 */
const SHELL = 'shell-__VERSION__';
const ANSWERS = 'answers-1';
const FILES = ['__FILES__'];
const BESIDE = ['/scheme.js', '/icon.svg', '/icon-192.png', '/manifest.webmanifest'];
const KEPT = [
  /^\/api\/(session|places)$/,
  /^\/api\/coverage\/(my-shifts|my-clock|open-shifts|swaps|notices|feed)$/,
  /^\/api\/support\/(duty|asking|requests\/own|teaching|teaching\/choices)$/,
  /^\/ask\/[^/]+$/,
  /^\/api\/learning\/modules(\/[\w.-]+)?$/,
  /^\/api\/training\/media\/[\w.-]+$/,
];

self.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(['/', ...BESIDE, ...FILES]))
      .then(() => self.skipWaiting()),
  ),
);

self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== ANSWERS).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

self.addEventListener('message', (event) => {
  if (event.data === 'forget') event.waitUntil(Promise.all([caches.delete(ANSWERS), stopPushes()]));
});

/** Whoever signs out is not called on this browser any more; the push service then answers that it is gone. */
async function stopPushes() {
  const subscription = await self.registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/* A call: unit, priority and call-back code are all that it brings. One offer is one notification, however often it comes. */
self.addEventListener('push', (event) => {
  const { unit = 'AtElbow', priority = '', code = '', offer = 'offer' } = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(`Help needed: ${unit}`, {
      body: `${priority}. Call-back ${code}`,
      tag: offer,
      renotify: true,
      requireInteraction: true,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      data: { url: '/duty' },
    }),
  );
});

async function openFloor(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = windows.find((one) => new URL(one.url).pathname === url) ?? windows[0];
  if (!own) return self.clients.openWindow(url);
  await own.focus();
  return new URL(own.url).pathname === url ? own : own.navigate(url);
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openFloor(event.notification.data?.url ?? '/duty'));
});

async function keep(request, response) {
  const headers = new Headers(response.headers);
  headers.set('x-atelbow-kept', new Date().toISOString());
  const body = await response.blob();
  const cache = await caches.open(ANSWERS);
  await cache.put(request, new Response(body, { status: 200, headers }));
}

async function answer(event, keepable) {
  try {
    const response = await fetch(event.request);
    if (response.status === 401) event.waitUntil(caches.delete(ANSWERS));
    if (keepable && response.ok) event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch (error) {
    const kept = keepable ? await caches.match(event.request, { cacheName: ANSWERS }) : undefined;
    if (kept) return kept;
    throw error;
  }
}

async function page(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) {
      const copy = response.clone();
      event.waitUntil(caches.open(SHELL).then((cache) => cache.put('/', copy)));
    }
    return response;
  } catch (error) {
    const kept = await caches.match('/', { cacheName: SHELL });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || url.pathname === '/api/news' || url.pathname.startsWith('/auth/')) return;
  // Where an app asks to be allowed is a page of the server itself: it must never be kept as the shell of ours.
  if (url.pathname.startsWith('/sandbox/')) return;
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request, { cacheName: SHELL }).then((found) => found ?? fetch(request)));
  else if (BESIDE.includes(url.pathname))
    event.respondWith(fetch(request).catch(() => caches.match(request, { cacheName: SHELL }).then((found) => found ?? Response.error())));
  else if (url.pathname.startsWith('/api/') || (url.pathname.startsWith('/ask/') && request.mode !== 'navigate'))
    event.respondWith(
      answer(
        event,
        KEPT.some((pattern) => pattern.test(url.pathname)),
      ),
    );
  else if (request.mode === 'navigate') event.respondWith(page(event));
});
