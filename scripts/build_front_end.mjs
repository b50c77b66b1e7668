// Bundles the front end into static/build/: hashed names, brotli and gzip beside, and manifest.json
// that leads from a source's name to its built one. The same sources always give the same bytes.
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { po } from "gettext-parser";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), ".."));
const target = join(root, "static/build");
const url = "/static/build/";
const entries = ["static/js/app.js", "static/css/app.css", "static/css/staff.css"];
const worker = "service_worker/worker.js";
const translations = "translations";
const kill = "service_worker/kill.js";
const browsers = ["chrome110", "firefox115", "safari16.4"];
const compressible = new Set([".js", ".css", ".svg", ".json", ".txt"]);
const keptFor = 24 * 60 * 60 * 1000;

const hash = (...parts) => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(`${part.length}:`).update(part);
  return digest.digest("hex");
};

/** Paths of all files under a folder of the project, sorted; none when there is no such folder. */
async function filesUnder(folder) {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => !path.startsWith("static/build/"))
    .sort();
}

async function fingerprint(paths) {
  const contents = await Promise.all(paths.map((path) => readFile(join(root, path))));
  return hash(...paths.flatMap((path, i) => [path, contents[i]]));
}

async function bundle(settings) {
  const esbuild = await import("esbuild");
  return esbuild.build({
    absWorkingDir: root,
    outdir: target,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: browsers,
    logLevel: "warning",
    loader: { ".svg": "file", ".png": "file", ".woff2": "file" },
    assetNames: "[name]-[hash]",
    ...settings,
  });
}

/** Scripts of one page only are files of their own, fetched when they are needed and held with the shell. */
const SPLIT = { format: "esm", splitting: true, entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]" };

/** The script `words:en` is the catalog of what scripts say in English: Russian text → translation, or its plural forms. */
const WORDS = {
  name: "words",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^words:/ }, ({ path }) => ({ path: path.slice(6), namespace: "words" }));
    onLoad({ filter: /./, namespace: "words" }, async ({ path }) => {
      const catalog = po.parse(await readFile(join(root, translations, path, "LC_MESSAGES/scripts.po")));
      const texts = Object.values(catalog.translations[""]).filter(({ msgid }) => msgid);
      const words = texts.map(({ msgid, msgstr }) => [msgid, msgstr.length > 1 ? msgstr : msgstr[0]]);
      return { contents: `globalThis.words = ${JSON.stringify(Object.fromEntries(words))};`, loader: "js" };
    });
  },
};

/** Languages with a catalog of their own. */
const languages = async () => (await readdir(join(root, translations)).catch(() => [])).sort().map((code) => `words:${code}`);

/** The name that templates know a file by: the path of its source, `words:en`; none of what only scripts load. */
const sourceOf = ({ entryPoint }) => entryPoint?.replace(/^static\/(js|css)\//, "");

/** Built files of the pages: [{name, source, contents}]. */
async function pages() {
  const built = await bundle({ entryPoints: [...entries, ...(await languages())], ...SPLIT, publicPath: url, plugins: [WORDS] });
  return built.outputFiles.map((file) => {
    const name = relative(target, file.path);
    return { name, source: sourceOf(built.metafile.outputs[relative(root, file.path)]), contents: file.contents };
  });
}

async function icons() {
  const paths = await filesUnder("static/icons");
  return Promise.all(
    paths.map(async (path) => {
      const contents = await readFile(join(root, path));
      const extension = extname(path);
      const stem = relative("static/icons", path).slice(0, -extension.length).replaceAll("/", "-");
      const name = `${stem}-${hash(contents).slice(0, 8).toUpperCase()}${extension}`;
      return { name, source: relative("static", path), contents };
    }),
  );
}

/** The worker, told which build it belongs to and what the shell consists of. */
async function workerOf(build, shell) {
  const define = { BUILD: JSON.stringify(build), SHELL_ASSETS: JSON.stringify(shell) };
  const built = await bundle({ entryPoints: [worker], format: "iife", define });
  return { name: "worker.js", source: "worker.js", contents: built.outputFiles[0].contents };
}

/** What ends the worker when it was shipped broken. */
async function killer() {
  const built = await bundle({ entryPoints: [kill], format: "iife" });
  return { name: "kill.js", source: "kill.js", contents: built.outputFiles[0].contents };
}

/** Not fetched ahead: PNGs and the hint are for the home screen only, words for readers of their language, whose browser keeps them. */
const inShell = ({ name, source }) => extname(name) !== ".png" && source !== "installing.js" && !source?.startsWith("words:");

async function put(name, contents) {
  const temporary = join(target, `.${process.pid}.${name}`);
  await writeFile(temporary, contents);
  await rename(temporary, join(target, name));
}

async function putCompressed({ name, contents }) {
  const names = [name];
  await put(name, contents);
  if (compressible.has(extname(name))) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } };
    await put(`${name}.br`, await promisify(brotliCompress)(contents, quality));
    await put(`${name}.gz`, await promisify(gzip)(contents, { level: 9 }));
    names.push(`${name}.br`, `${name}.gz`);
  }
  return names;
}

/** Files of earlier builds stay for a day: pages still open may ask for them. */
async function sweep(kept) {
  for (const name of await readdir(target)) {
    if (kept.has(name)) continue;
    const { mtimeMs } = await stat(join(target, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > keptFor) await rm(join(target, name), { force: true });
  }
}

async function build(stamp) {
  const assets = [...(await pages()), ...(await icons())];
  const shell = assets.filter(inShell).map(({ name }) => url + name);
  const surroundings = await fingerprint(
    (await Promise.all(["templates", "service_worker", translations].map(filesUnder))).flat(),
  );
  const id = hash(surroundings, ...assets.map(({ name }) => name)).slice(0, 12);
  const outputs = [...assets, await workerOf(id, shell), await killer()];
  await mkdir(target, { recursive: true });
  const written = (await Promise.all(outputs.map(putCompressed))).flat();
  const named = outputs.filter(({ source }) => source).map(({ source, name }) => [source, name]);
  await put("manifest.json", JSON.stringify({ ...Object.fromEntries(named), build: id }, null, 2) + "\n");
  await put(".stamp", stamp);
  await sweep(new Set([...written, "manifest.json", ".stamp"]));
  console.log(`==> Front end built: ${id}`);
}

async function main() {
  for (const source of [...entries, worker, kill]) {
    await access(join(root, source)).catch(() => {
      throw new Error(`${source} is missing: the front end cannot be built without it.`);
    });
  }
  const folders = ["static", "service_worker", "templates", translations];
  const sources = (await Promise.all(folders.map(filesUnder))).flat();
  const recipe = await readFile(fileURLToPath(import.meta.url));
  const stamp = hash(recipe, await fingerprint([...sources, "package-lock.json"]));
  const last = await readFile(join(target, ".stamp"), "utf8").catch(() => "");
  const whole = await access(join(target, "manifest.json")).then(() => true, () => false);
  if (last !== stamp || !whole) await build(stamp);
}

main().catch((error) => {
  console.error(`Front end not built: ${error.message}`);
  process.exitCode = 1;
});
