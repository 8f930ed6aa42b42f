/**
 * Scripts that the page loads before its first paint: those its HTML names, entry and preloads.
 *
 * @param {string} html
 * @returns {string[]} addresses relative to the page
 */
export function firstPaintScripts(html) {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) => {
    const script = /^<script/.test(tag) || /rel="?modulepreload/.test(tag);
    const address = /\s(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1];
    return script && address ? [address.replace(/^\.\//, '')] : [];
  });
  return [...new Set(addresses)];
}
