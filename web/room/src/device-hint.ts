// SPDX-License-Identifier: Apache-2.0
import type { RoomClientEvents } from '@palaver/client';
import type { Words } from './words.js';

/** Which words tell that a device went away. */
export function deviceHint({ kind, fallback }: RoomClientEvents['device']): keyof Words {
  if (kind === 'speaker') {
    return 'speakerGone';
  }
  return fallback === 'default' ? 'microphoneGone' : 'microphoneLost';
}
