// Which writes may wait on this device: the routes say so themselves (webapp/offline.py), the layout carries the list.

/** @typedef {{thing: string, name: string}} Kind what is written, and its name for people */

/** @type {{pattern: RegExp, thing: string, name: string}[] | null} */
let routes = null;

function known() {
  const list = document.querySelector('meta[name="kept"]')?.getAttribute("content") ?? "[]";
  routes ??= /** @type {string[][]} */ (JSON.parse(list)).map(([path, thing, name]) => ({
    pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
    thing,
    name,
  }));
  return routes;
}

/** The kind of a write by the path of its URL; null when it must be sent at once or not at all. @param {string} path @returns {Kind | null} */
export function kindOf(path) {
  for (const { pattern, thing, name } of known()) {
    const found = pattern.exec(path);
    if (found) return { thing: thing.replace(/:(\w+)/g, (_, argument) => found.groups?.[argument] ?? ""), name };
  }
  return null;
}
