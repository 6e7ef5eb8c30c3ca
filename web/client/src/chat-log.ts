// SPDX-License-Identifier: Apache-2.0
import type { ChatEntry } from './protocol.js';

/** The newest messages of a room, oldest first; the oldest go when there are too many. */
export class ChatLog {
  static readonly MESSAGES_MAX = 300;
  #entries: ChatEntry[] = [];

  get entries(): readonly ChatEntry[] {
    return this.#entries;
  }

  /** Adds what is not there yet, in the order of time. */
  add(...entries: ChatEntry[]): void {
    const known = new Set(this.#entries.map((each) => each.messageId));
    const fresh = entries.filter((each) => !known.has(each.messageId));
    this.#entries = [...this.#entries, ...fresh]
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .slice(-ChatLog.MESSAGES_MAX);
  }

  remove(messageId: string): void {
    this.#entries = this.#entries.filter((each) => each.messageId !== messageId);
  }

  clear(): void {
    this.#entries = [];
  }
}
