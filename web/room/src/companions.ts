// SPDX-License-Identifier: Apache-2.0
import type { ClientStatus, Participant } from '@palaver/client';
import { rosterNews } from './roster-news.js';
import { Sounds } from './sounds.js';
import { WakeLock } from './wake-lock.js';
import type { Words } from './words.js';

/** What goes along with a call and is not drawn: tones, words for screen readers, a screen that stays awake. */
export class Companions {
  readonly sounds = new Sounds();
  readonly #wakeLock = new WakeLock();
  readonly #announce: (text: string) => void;
  #status: ClientStatus = 'idle';
  #roster: readonly Participant[] = [];

  /** @param announce says a sentence to screen readers */
  constructor(announce: (text: string) => void) {
    this.#announce = announce;
  }

  status(status: ClientStatus, words: Words): void {
    const before = this.#status;
    this.#status = status;
    this.#wakeLock.wanted = status === 'connected' || status === 'reconnecting';
    if (status === 'connected' && before === 'connecting') {
      void this.sounds.play('join');
    } else if (status === 'disconnected' && before !== 'idle') {
      void this.sounds.play('leave');
    } else if (status === 'reconnecting') {
      this.#announce(words.saidLost);
    } else if (status === 'connected' && before === 'reconnecting') {
      this.#announce(words.saidBack);
    }
  }

  roster(roster: readonly Participant[], userId: string | undefined, words: Words): void {
    const before = this.#roster;
    this.#roster = roster;
    if (this.#status !== 'connected' || before.length === 0 || roster.length === 0) {
      return;
    }
    const news = rosterNews(before, roster);
    const others = (people: readonly Participant[]): Participant[] => people.filter((each) => each.userId !== userId);
    for (const each of others(news.joined)) {
      this.#announce(words.saidJoined(each.username));
      void this.sounds.play('join');
    }
    for (const each of others(news.left)) {
      this.#announce(words.saidLeft(each.username));
      void this.sounds.play('leave');
    }
    for (const each of others(news.silenced)) {
      this.#announce(words.saidSilenced(each.username));
    }
    for (const each of others(news.raised)) {
      this.#announce(words.saidHand(each.username));
    }
  }

  muted(muted: boolean): void {
    void this.sounds.play(muted ? 'mute' : 'unmute');
  }
}
