// SPDX-License-Identifier: Apache-2.0
import type { Processing } from '@palaver/client';
import type { Language } from './words.js';

/** What this browser remembers of a person's choices. */
export interface Preferences {
  name: string;
  /** Set once it was changed; until then the browser's language counts. */
  language?: Language;
  microphoneId: string;
  speakerId: string;
  processing: Processing;
  pushToTalk: boolean;
  /** The key that is held to talk, as `KeyboardEvent.code`. */
  pushKey: string;
  /** Whether joining, leaving and muting sound. */
  sounds: boolean;
  /** Whether the figures of the voice connection are shown. */
  statistics: boolean;
  /** Whether the chat is open beside the people. */
  chat: boolean;
  /** How loud people are here, by their id, where it is not 1. */
  volumes: Record<string, number>;
}

const KEY = 'palaver.preferences';

export const defaults: Preferences = {
  name: '',
  microphoneId: '',
  speakerId: '',
  processing: { echo: true, noise: true, gain: true },
  pushToTalk: false,
  pushKey: 'Space',
  sounds: true,
  statistics: false,
  chat: true,
  volumes: {},
};

export function loadPreferences(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return { ...defaults, ...stored, processing: { ...defaults.processing, ...stored.processing } };
  } catch {
    return { ...defaults };
  }
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Private windows may refuse storage: the choices then last as long as the page.
  }
}

/** What the page's address asks for: `?world=&room=&lang=&processing=off`. */
export interface AddressChoice {
  world: string | undefined;
  room: string | undefined;
  language: Language | undefined;
  processingOff: boolean;
  /** Listens for the moderation, with the rights of the account that is logged in. */
  observe?: boolean;
}

export function readAddress(search: string): AddressChoice {
  const parameters = new URLSearchParams(search);
  const language = parameters.get('lang');
  return {
    world: parameters.get('world') ?? undefined,
    room: parameters.get('room') ?? undefined,
    language: language === 'de' || language === 'en' ? language : undefined,
    processingOff: parameters.get('processing') === 'off',
    observe: parameters.get('observe') === '1',
  };
}

/** The language to speak: the address's, else the chosen one, else the browser's. */
export function languageOf(address: AddressChoice, preferences: Preferences, browser: string): Language {
  return address.language ?? preferences.language ?? (browser.toLowerCase().startsWith('de') ? 'de' : 'en');
}
