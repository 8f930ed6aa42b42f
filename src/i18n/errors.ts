import { type ErrorCode, LacunaError } from '../../workers/shared/errors.ts';
import type { MessageKey } from './catalogue.ts';
import { t } from './t.ts';

/** The catalogue key of an error code: a code without a sentence does not compile. */
export function errorKey(code: ErrorCode): MessageKey {
  return `error.${code}`;
}

/** The code of anything thrown; what is not a `LacunaError` is `internal`. */
export function errorCode(thrown: unknown): ErrorCode {
  return thrown instanceof LacunaError ? thrown.code : 'internal';
}

/** The sentence that says what went wrong and what to do next. */
export function errorMessage(thrown: unknown): string {
  return t(errorKey(errorCode(thrown)), thrown instanceof LacunaError ? thrown.detail : {});
}
