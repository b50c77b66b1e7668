// What came over the network, counted by day on this device only: the worker counts what it fetches, each page what
// it fetches past the worker. «Данные и память» reads it (static/js/device_page.js); sign-out wipes it.
const NAME = "traffic";

let pending = 0;

/** Adds what was counted to today's. While nobody's pages are held (caches.js, STATE) it is not written down. */
async function keep() {
  if (!pending || !(await caches.has("state"))) return;
  const cache = await caches.open(NAME);
  const days = (await (await cache.match("/"))?.json().catch(() => null)) ?? {};
  // Swedish dates are ISO dates.
  const day = new Date().toLocaleDateString("sv");
  const bytes = pending;
  pending = 0;
  const newest = Object.entries({ ...days, [day]: (days[day] ?? 0) + bytes }).slice(-62);
  await cache.put("/", new Response(JSON.stringify(Object.fromEntries(newest))));
  if (!(await caches.has("state"))) await caches.delete(NAME);
}

const write = () => void navigator.locks?.request(NAME, keep);
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) pending += /** @type {PerformanceResourceTiming} */ (entry).transferSize ?? 0;
  write();
});
for (const type of ["resource", "navigation"]) observer.observe({ type, buffered: true });
// The first fill takes a while, and only then it is known whose pages these are.
setTimeout(write, 9000);
