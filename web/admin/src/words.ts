// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../room/src/words.js';
import { de } from './words-de.js';
import { type AdminWords, en } from './words-en.js';

export type { AdminWords };

export const adminWords: Record<Language, AdminWords> = { de, en };
