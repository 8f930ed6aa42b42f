import { expect, it } from 'vitest';
import { securityHeaders } from '../../scripts/security-headers.mjs';
import { keepsToOrigin } from './host-headers.ts';

const policyOf = (mode?: 'dev') => securityHeaders(mode)['Content-Security-Policy'] ?? '';

it('takes the policy that is sent, and the development server’s in development alone', () => {
  expect(keepsToOrigin(policyOf(), false)).toBe(true);
  expect(keepsToOrigin(policyOf('dev'), true)).toBe(true);
  expect(keepsToOrigin(policyOf('dev'), false)).toBe(false);
});

it('takes no other', () => {
  for (const policy of [
    '',
    "default-src 'self'",
    "connect-src 'self' ws:",
    "connect-src 'self' https://a.test",
  ]) {
    expect(keepsToOrigin(policy, false), policy).toBe(false);
  }
});
