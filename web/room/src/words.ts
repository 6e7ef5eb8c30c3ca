// SPDX-License-Identifier: Apache-2.0
import { de } from './words-de.js';
import { en, type Words } from './words-en.js';

export type { Words };
export type Language = 'de' | 'en';

export const words: Record<Language, Words> = { de, en };

/** The locale whose numbers and times go with a language. */
export const locales: Record<Language, string> = { de: de.locale, en: en.locale };
