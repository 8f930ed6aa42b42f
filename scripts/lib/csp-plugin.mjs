import { contentSecurityPolicy } from '../security-headers.mjs';

/**
 * Puts the policy into the built page as `<meta>`, for hosts that send no headers. First in the head: a policy counts
 * only for what comes after it.
 *
 * @returns {import('vite').Plugin}
 */
export function metaPolicy() {
  return {
    name: 'lacuna-meta-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy('meta') },
          injectTo: 'head-prepend',
        },
        { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
      ],
    },
  };
}
