/**
 * The one place where Lacuna's response headers are written down. The dev server, the preview and test servers, the
 * headers file for static hosts, the `<meta>` policy and the service worker all read it from here.
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
const POLICY = {
  'default-src': ["'none'"],
  // onnxruntime-web compiles WebAssembly; nothing may evaluate text.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'font-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

/** Directives that a browser ignores (and complains about) inside `<meta>`. */
const HEADER_ONLY = ['frame-ancestors'];

/** What Vite's dev server needs on top: inline preamble and styles, its websocket. Never in a build. */
const DEV_POLICY = {
  ...POLICY,
  'script-src': ["'self'", "'wasm-unsafe-eval'", "'unsafe-inline'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:'],
  'require-trusted-types-for': null,
  'trusted-types': null,
};

/**
 * The one script that may reach other hosts, for model files: the download worker. It is given no pixel, no mask and no
 * prompt. Plain http is for hosts on this machine.
 */
const DOWNLOAD_POLICY = {
  ...POLICY,
  'connect-src': ["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'],
};

/**
 * The download worker's script, as the build names it. It has a folder to itself, so that hosts can give it its policy
 * by folder.
 */
const DOWNLOAD_SCRIPT = /(^|\/)download\/[\w-]+\.js$/;

/** Folders whose files carry a hash in their name, and never change. */
const HASHED = ['assets', 'download'];

/** Features that Lacuna never asks for. */
const DENIED_FEATURES = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'usb',
  'serial',
  'hid',
  'midi',
  'payment',
  'accelerometer',
  'gyroscope',
  'magnetometer',
  'screen-wake-lock',
  'publickey-credentials-get',
  'idle-detection',
  'local-fonts',
];

const POLICIES = { header: POLICY, meta: POLICY, dev: DEV_POLICY, download: DOWNLOAD_POLICY };

/**
 * The content security policy as one line.
 *
 * @param {keyof typeof POLICIES} where `meta` leaves out what `<meta>` cannot carry, `dev` lets Vite's client in
 * @returns {string}
 */
export function contentSecurityPolicy(where) {
  return Object.entries(POLICIES[where])
    .filter(([name, values]) => values !== null && !(where === 'meta' && HEADER_ONLY.includes(name)))
    .map(([name, values]) => `${name} ${(values ?? []).join(' ')}`)
    .join('; ');
}

/**
 * Every header of a response, by name.
 *
 * @param {'header' | 'dev' | 'download'} [where]
 * @returns {Record<string, string>}
 */
export function securityHeaders(where = 'header') {
  return {
    'Content-Security-Policy': contentSecurityPolicy(where),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The headers for a file of the build. @param {string} path @returns {Record<string, string>} */
export function headersFor(path) {
  return securityHeaders(DOWNLOAD_SCRIPT.test(path) ? 'download' : 'header');
}

/** True for a file of the build that never changes under its name. @param {string} path below the build, no slash */
export function isHashed(path) {
  return HASHED.some((folder) => path.startsWith(`${folder}/`));
}

/**
 * The headers as a `_headers` file, which Netlify, Cloudflare Pages and others read. Of several rules that match a file
 * some hosts take the last, others join the values, and two joined policies allow what both allow: so no two rules that
 * match one file name the same header. The policy stands by folder, the rest for all.
 *
 * @param {readonly string[]} entries files and folders at the top of the build, folders with a slash at the end
 */
export function headersFile(entries) {
  const { 'Content-Security-Policy': policy = '', ...rest } = securityHeaders();
  const rules = ['', ...entries].map((entry) => {
    const own = headersFor(`${entry}script.js`)['Content-Security-Policy'] ?? policy;
    return {
      path: entry.endsWith('/') ? `/${entry}*` : `/${entry}`,
      headers: { 'Content-Security-Policy': own, ...cacheOf(entry) },
    };
  });
  return [{ path: '/*', headers: rest }, ...rules]
    .flatMap(({ path, headers }) => [
      path,
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
      '',
    ])
    .join('\n');
}

/** How long caches may keep what is at the top of the build. @param {string} entry @returns {Record<string, string>} */
function cacheOf(entry) {
  if (isHashed(entry)) return { 'Cache-Control': 'public, max-age=31536000, immutable' };
  return entry === 'sw.js' ? { 'Cache-Control': 'no-cache' } : {};
}
