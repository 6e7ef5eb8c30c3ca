// SPDX-License-Identifier: Apache-2.0
import { languageOf, loadPreferences, readAddress } from '../../room/src/preferences.js';
import type { Language } from './words.js';

/** What this browser remembers for the radio page. */
export interface Choices {
  tones: boolean;
  vibration: boolean;
  /** The language; set once it was changed, until then the browser's counts. */
  language: Language;
}

const KEY = 'palaver.radio';

export function loadChoices(): Choices {
  const address = readAddress(location.search);
  const language = languageOf(address, loadPreferences(), navigator.language);
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Choices>;
    return { tones: true, vibration: true, language, ...kept, ...(address.language && { language }) };
  } catch {
    return { tones: true, vibration: true, language };
  }
}

export function saveChoices(choices: Choices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Private windows may refuse storage: the choices then last as long as the page.
  }
}
