// SPDX-License-Identifier: Apache-2.0
import { BackendJoinError, MicrophoneError, type PalaverError, SessionEndedError } from './errors.js';

/** Whether joining again by itself is right: nobody wished the end. */
export function comesBack(error: PalaverError): boolean {
  return (
    error instanceof SessionEndedError &&
    ['media_restart', 'server_stopping', 'media_lost', 'signaling_lost'].includes(error.reason)
  );
}

/** Whether another attempt would be answered the same. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof MicrophoneError ||
    (error instanceof BackendJoinError && error.status >= 400 && error.status < 500 && error.status !== 429)
  );
}
