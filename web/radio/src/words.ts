// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../room/src/words.js';
import { de } from './words-de.js';
import { en, type RadioWords } from './words-en.js';

export type { Language, RadioWords };

export const radioWords: Record<Language, RadioWords> = { de, en };
